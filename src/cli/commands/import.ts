import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { AppContext } from '../../app/context.js';
import { importDocument } from '../../app/import-document.js';
import { importOffers, type ImportReport, type ImportRequest } from '../../app/import-offers.js';
import { importRequestOf } from '../../app/import-request.js';
import { MarketWorthError } from '../../core/errors.js';
import { mappingFileText } from '../../ingest/mapping-file.js';
import { byteSource } from '../byte-sources.js';
import { columnOptions, ingestOptions, type ColumnOptions } from '../column-options.js';
import { rejectsPath, rejectsWriter } from '../rejects-writer.js';
import { importReportLines, planLines } from '../render/import-report.js';
import { showProgress } from '../render/progress.js';
import type { Session } from '../session.js';

interface ImportOptions extends ColumnOptions {
  readonly saveMapping?: string;
  readonly eachRowAPerson?: boolean;
  readonly public?: boolean;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly strict?: boolean;
}

async function importFile(
  file: string,
  index: number,
  options: ImportOptions,
  session: Session,
  context: AppContext,
): Promise<{ report: ImportReport; rejectsFile: string | null }> {
  const { err, stdin } = session.environment;
  const { source, dispose } = await byteSource(file, stdin);
  const rejects = rejectsWriter(rejectsPath(options.rejects, index));
  const progress = showProgress(err, context.now);
  const request: ImportRequest = {
    ...importRequestOf(await ingestOptions(options), options),
    onPlan: (plan) => {
      if (!session.json) void err.write(`${planLines(plan, session.width, session.style).join('\n')}\n`);
    },
    onProgress: progress.update,
    ...(rejects.write ? { onFindings: rejects.write } : {}),
  };
  try {
    const report = await importOffers(source, request, context);
    return { report, rejectsFile: await rejects.close() };
  } finally {
    await progress.done();
    await rejects.close();
    await dispose();
  }
}

async function saveMappingFile(
  path: string,
  { plan }: ImportReport,
  name: string | undefined,
): Promise<void> {
  const mapping = { name: name ?? plan.source, mapping: plan.mapping, set: plan.set };
  await writeFile(path, mappingFileText(mapping)).catch((cause: unknown) => {
    throw new MarketWorthError(
      'FILE_UNREADABLE',
      `${path} cannot be written: ${(cause as Error).message}.`,
      {},
      { cause },
    );
  });
}

async function run(files: readonly string[], options: ImportOptions, session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const done = [];
    for (const [index, file] of files.entries()) {
      const result = await importFile(file, index, options, session, context);
      done.push(result);
      if (options.saveMapping !== undefined && index === 0) {
        await saveMappingFile(options.saveMapping, result.report, options.source);
      }
    }
    const lines = done.flatMap(({ report, rejectsFile }) =>
      importReportLines(report, rejectsFile, session.width, session.style),
    );
    const documents = done.map(({ report, rejectsFile }) => importDocument(report, rejectsFile));
    await session.print(lines, documents.length === 1 ? documents[0] : documents);
  });
}

/** `market-worth import FILE...` */
export function addImportCommand(program: Command, session: (command: Command) => Session): void {
  columnOptions(
    program
      .command('import')
      .description('import offers and interview outcomes from CSV files')
      .argument('<file...>', 'CSV files, gzip allowed; - for standard input'),
  )
    .option('--save-mapping <file>', 'save how the columns were understood')
    .option('--each-row-a-person', 'rows that name no contributor are each another person')
    .option('--public', 'rows that name no contributor are public data')
    .option('--dry-run', 'show what would happen, write nothing')
    .option('--rejects <file>', 'write the rows that stay outside, with the reasons')
    .option('--strict', 'refuse the whole file if any row would stay outside')
    .action(async (files: string[], options: ImportOptions, self: Command) => {
      await run(files, options, session(self));
    });
}
