import { MarketWorthError } from '../core/errors.js';
import type { BatchStart, FateCounts } from '../domain/batch.js';
import type { BatchWriter, Finding, Settlement } from '../domain/ports.js';
import { openCsvImport, type ByteSource, type CsvImport, type ImportPlan } from '../ingest/csv-import.js';
import type { AppContext } from './context.js';
import type { ImportTerms } from './import-order.js';

/** How far an import has come. */
export interface ImportProgress {
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes: number | undefined;
}

export interface ImportRequest extends ImportTerms {
  /** Told of the plan before any row is taken. */
  readonly onPlan?: (plan: ImportPlan) => void;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Handed the rows that stay outside, in the order of the file. */
  readonly onFindings?: (findings: readonly Finding[], plan: ImportPlan) => Promise<void>;
}

/** What an import did, or would do. `batch` is null for a dry run. */
export interface ImportReport extends FateCounts {
  readonly batch: number | null;
  readonly file: string;
  readonly sha256: string;
  readonly mapping: ImportPlan['mapping'];
  readonly plan: ImportPlan;
  readonly changes: Settlement['changes'];
  /** The first rows that stayed outside, with the reason. */
  readonly firstFindings: readonly Finding[];
  readonly seconds: number;
}

const FIRST_FINDINGS = 10;

interface Tally {
  rows: number;
  readonly outside: Record<Finding['fate'], number>;
  readonly firstFindings: Finding[];
}

async function pour(
  opened: CsvImport,
  writer: BatchWriter,
  source: ByteSource,
  request: ImportRequest,
): Promise<Tally> {
  const tally: Tally = { rows: 0, outside: { quarantined: 0, rejected: 0, duplicate: 0 }, firstFindings: [] };
  for await (const { candidates, findings, rows, bytes } of opened.rows()) {
    await writer.add(candidates);
    if (findings.length > 0) {
      await writer.addFindings(findings);
      await request.onFindings?.(findings, opened.plan);
    }
    for (const finding of findings) {
      tally.outside[finding.fate]++;
      if (tally.firstFindings.length < FIRST_FINDINGS) tally.firstFindings.push(finding);
    }
    tally.rows = rows;
    request.onProgress?.({ rows, bytes, totalBytes: source.size });
  }
  return tally;
}

function countFates({ rows, outside }: Tally, settled: Settlement): FateCounts {
  const counts = {
    rows,
    accepted: settled.accepted,
    updated: settled.updated,
    duplicate: settled.duplicate + outside.duplicate,
    quarantined: outside.quarantined,
    rejected: outside.rejected,
  };
  const sum = counts.accepted + counts.updated + counts.duplicate + counts.quarantined + counts.rejected;
  if (sum !== rows) throw new Error(`${rows} rows were read, but ${sum} have a fate`);
  return counts;
}

function refuseIfStrict(counts: FateCounts, tally: Tally, source: ByteSource): void {
  const refused = counts.quarantined + counts.rejected;
  if (refused === 0) return;
  const first = tally.firstFindings.find(({ fate }) => fate !== 'duplicate');
  const problem = first?.problems[0];
  const where =
    first && problem
      ? ` The first: line ${first.line}, found ${problem.found}, expected ${problem.expected}.`
      : '';
  throw new MarketWorthError(
    'ROWS_REFUSED',
    `${source.name}: ${refused} of ${counts.rows} rows cannot be taken, so none was.${where} Mend them, or import without --strict.`,
    { counts },
  );
}

function startOf(
  plan: ImportPlan,
  file: string,
  at: number,
  request: ImportRequest,
  importer: string,
): BatchStart {
  const mapping = Object.entries(plan.mapping).map(([field, columns]) => [field, [...columns]]);
  return {
    file,
    source: plan.source,
    mapping: Object.fromEntries(mapping) as BatchStart['mapping'],
    set: { ...plan.set },
    columns: [...plan.columns],
    contributors: request.contributors,
    importer,
    at: new Date(at).toISOString(),
  };
}

/** Settles the rows that were poured and makes them visible, unless they are refused or this is a dry run. */
async function finish(
  opened: CsvImport,
  writer: BatchWriter,
  source: ByteSource,
  tally: Tally,
  request: ImportRequest,
): Promise<Omit<ImportReport, 'seconds'>> {
  const settled = await writer.settle();
  const counts = countFates(tally, settled);
  if (request.strict) refuseIfStrict(counts, tally, source);
  const sha256 = opened.sha256();
  const batch = request.dryRun ? null : await writer.commit(counts, sha256);
  const { plan } = opened;
  const { changes } = settled;
  const { firstFindings } = tally;
  return {
    batch: batch?.id ?? null,
    file: source.name,
    sha256,
    ...counts,
    mapping: plan.mapping,
    plan,
    changes,
    firstFindings,
  };
}

/**
 * Imports one CSV file as one batch: all of its rows get a fate, or nothing is changed. A dry run takes the very same
 * decisions and then forgets them. A mapping given by hand is remembered for files with the same header. Fails with
 * the codes of the file, of the mapping and of the store, and with ROWS_REFUSED when asked to be strict.
 */
export async function importOffers(
  source: ByteSource,
  request: ImportRequest,
  context: AppContext,
): Promise<ImportReport> {
  const { store, now } = context;
  const began = now();
  const opened = await openCsvImport(source, request.ingest, {
    ...context,
    savedMapping: (name) => store.mapping(name),
  });
  const { plan } = opened;
  request.onPlan?.(plan);
  const writer = await store.openBatch(startOf(plan, source.name, began, request, context.person));
  try {
    const tally = await pour(opened, writer, source, request);
    const report = await finish(opened, writer, source, tally, request);
    if (report.batch !== null && Object.keys(request.ingest.map).length > 0) {
      await store.saveMapping({ name: plan.fingerprint, mapping: plan.mapping, set: plan.set });
    }
    return { ...report, seconds: (now() - began) / 1000 };
  } finally {
    await writer.abort();
  }
}
