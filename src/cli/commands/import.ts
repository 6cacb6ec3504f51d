import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { Option, type Command } from 'commander';
import type { AppContext } from '../../app/context.js';
import { importDocument } from '../../app/import-document.js';
import { importOffers, type ImportReport, type ImportRequest } from '../../app/import-offers.js';
import { MarketWorthError } from '../../core/errors.js';
import { evidenceTiers, type EvidenceTier } from '../../domain/offer.js';
import type { Finding } from '../../domain/ports.js';
import type { ImportPlan, IngestOptions } from '../../ingest/csv-import.js';
import { mappingFileText, parseMappingFile } from '../../ingest/mapping-file.js';
import { rejectsHeader, rejectsRows } from '../../ingest/rejects-file.js';
import { byteSource } from '../byte-sources.js';
import { each, readOptionFile, setting } from '../options.js';
import { importReportLines, planLines } from '../render/import-report.js';
import { showProgress } from '../render/progress.js';
import type { Session } from '../session.js';

type Setting = readonly [string, string];

interface ImportOptions {
  readonly map?: readonly Setting[];
  readonly set?: readonly Setting[];
  readonly source?: string;
  readonly mapping?: string;
  readonly saveMapping?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly decimal?: '.' | ',';
  readonly dateFormat?: 'ymd' | 'mdy' | 'dmy';
  readonly headerRow?: number;
  readonly evidenceTier?: EvidenceTier;
  readonly eachRowAPerson?: boolean;
  readonly public?: boolean;
  readonly duplicates?: 'keep' | 'drop';
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly strict?: boolean;
}

const grouped = (settings: readonly Setting[] = []): Record<string, string[]> => {
  const groups: Record<string, string[]> = {};
  for (const [name, value] of settings) (groups[name] ??= []).push(value);
  return groups;
};

async function ingestOptions(options: ImportOptions): Promise<IngestOptions> {
  const { source, delimiter, encoding, decimal, dateFormat, headerRow, evidenceTier, duplicates } = options;
  const saved =
    options.mapping === undefined
      ? undefined
      : parseMappingFile(await readOptionFile(options.mapping), options.mapping);
  const map = grouped(options.map);
  const set = Object.fromEntries(options.set ?? []);
  return {
    map,
    set,
    saved,
    source,
    delimiter,
    encoding,
    decimal,
    dateFormat,
    headerRow,
    evidenceTier,
    duplicates,
  };
}

/**
 * Writes the rows that were quarantined or rejected to a file as they come; nothing is created while there are none. A
 * duplicate needs no mending: its twin was taken.
 */
function rejectsWriter(path: string | undefined): {
  write: ((findings: readonly Finding[], plan: ImportPlan) => Promise<void>) | undefined;
  close: () => Promise<string | null>;
} {
  if (path === undefined) return { write: undefined, close: () => Promise.resolve(null) };
  let stream: ReturnType<typeof createWriteStream> | undefined;
  let failure: Error | undefined;
  return {
    write: async (findings, plan) => {
      const refused = findings.filter(({ fate }) => fate !== 'duplicate');
      if (refused.length === 0) return;
      if (!stream) {
        stream = createWriteStream(path);
        stream.on('error', (error) => (failure = error));
        stream.write(rejectsHeader(plan.columns));
      }
      if (!stream.write(rejectsRows(refused, plan.columns)) && !failure) await once(stream, 'drain');
      if (failure)
        throw new MarketWorthError('FILE_UNREADABLE', `${path} cannot be written: ${failure.message}.`);
    },
    close: async () => {
      if (!stream || failure) return null;
      if (!stream.closed) await once(stream.end(), 'close');
      return path;
    },
  };
}

/** Several files would write over one another's rejects: each after the first gets its number in the name. */
function rejectsPath(path: string | undefined, index: number): string | undefined {
  return path === undefined || index === 0
    ? path
    : path.replace(/(\.[^./\\]*)?$/, (ending) => `.${index + 1}${ending}`);
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
    ingest: await ingestOptions(options),
    contributors: options.public ? 'public' : options.eachRowAPerson ? 'each-row' : 'importer',
    dryRun: options.dryRun === true,
    strict: options.strict === true,
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

function dialectOptions(command: Command): Command {
  return command
    .option('--delimiter <character>', 'what separates cells; `tab` for a tab')
    .option('--encoding <name>', 'character encoding, such as utf-8 or windows-1252')
    .addOption(new Option('--decimal <sign>', 'decimal sign').choices(['.', ',']))
    .addOption(new Option('--date-format <order>', 'order of day and month').choices(['ymd', 'mdy', 'dmy']))
    .option('--header-row <line>', 'line of the header, from 1', Number);
}

/** `market-worth import FILE...` */
export function addImportCommand(program: Command, session: (command: Command) => Session): void {
  const command = program
    .command('import')
    .description('import offers and interview outcomes from CSV files')
    .argument('<file...>', 'CSV files, gzip allowed; - for standard input')
    .option('--map <field=column>', 'read a field from a column; repeatable', each(setting))
    .option('--set <field=value>', 'give a field a value in every row; repeatable', each(setting))
    .option('--source <name>', 'where the rows come from; rows are recognised again within a source')
    .option('--mapping <file>', 'a saved mapping')
    .option('--save-mapping <file>', 'save how the columns were understood');
  dialectOptions(command)
    .addOption(new Option('--evidence-tier <tier>', 'how firm the offers are').choices(evidenceTiers))
    .option('--each-row-a-person', 'rows that name no contributor are each another person')
    .option('--public', 'rows that name no contributor are public data')
    .addOption(new Option('--duplicates <policy>', 'identical rows of a file').choices(['keep', 'drop']))
    .option('--dry-run', 'show what would happen, write nothing')
    .option('--rejects <file>', 'write the rows that stay outside, with the reasons')
    .option('--strict', 'refuse the whole file if any row would stay outside')
    .action(async (files: string[], options: ImportOptions, self: Command) => {
      await run(files, options, session(self));
    });
}
