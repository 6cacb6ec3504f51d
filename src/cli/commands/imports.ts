import { InvalidArgumentError, type Command } from 'commander';
import type { Batch } from '../../domain/batch.js';
import type { Finding } from '../../domain/ports.js';
import { listImports, showImport, undoImport } from '../../app/manage-imports.js';
import { formatNumber } from '../../guidance/format.js';
import { findingLines } from '../render/import-report.js';
import { table } from '../render/table.js';
import type { Session } from '../session.js';

const columns = [
  { title: 'import', align: 'right' },
  { title: 'at' },
  { title: 'file' },
  ...['rows', 'accepted', 'updated', 'duplicate', 'quarantined', 'rejected'].map((title) => ({
    title,
    align: 'right' as const,
  })),
  { title: '' },
] as const;

function batchTable(batches: readonly Batch[], width: number): string[] {
  const rows = batches.map(({ id, at, file, counts, undone }) => [
    String(id),
    at.slice(0, 16).replace('T', ' '),
    file,
    ...[
      counts.rows,
      counts.accepted,
      counts.updated,
      counts.duplicate,
      counts.quarantined,
      counts.rejected,
    ].map(formatNumber),
    undone === null ? '' : 'taken back',
  ]);
  return table(columns, rows, width);
}

function importId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError(`Found "${text}", expected the number of an import.`);
  return Number(text);
}

async function list(session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const batches = await listImports(context);
    const lines =
      batches.length > 0 ? batchTable(batches, session.width) : ['Nothing has been imported yet.'];
    await session.print(lines, batches);
  });
}

async function show(id: number, session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const { batch, findings } = await showImport(id, context);
    const all: Finding[] = [];
    for await (const chunk of findings) all.push(...chunk);
    const lines = [...batchTable([batch], session.width), '', ...findingLines(all, session.width)];
    await session.print(lines, { ...batch, findings: all });
  });
}

async function undo(id: number, session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const batch = await undoImport(id, context);
    await session.print([`Import ${batch.id} (${batch.file}) was taken back.`], batch);
  });
}

/** `market-worth imports`, `imports show ID`, `imports undo ID` */
export function addImportsCommand(program: Command, session: (command: Command) => Session): void {
  const imports = program
    .command('imports')
    .description('what was imported, what stayed outside and why, taking an import back')
    .action(async (_options: unknown, self: Command) => {
      await list(session(self));
    });
  imports
    .command('show')
    .description('one import and the rows of it that stayed outside')
    .argument('<id>', 'number of the import', importId)
    .action(async (id: number, _options: unknown, self: Command) => {
      await show(id, session(self));
    });
  imports
    .command('undo')
    .description('take an import back')
    .argument('<id>', 'number of the import', importId)
    .action(async (id: number, _options: unknown, self: Command) => {
      await undo(id, session(self));
    });
}
