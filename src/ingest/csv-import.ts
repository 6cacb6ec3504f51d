import type { Candidate, Finding } from '../domain/ports.js';
import { metered, type ByteSource } from './byte-source.js';
import { columnMatcher } from './column-matches.js';
import { openTable, tableRows, type FileTable } from './file-table.js';
import type { CsvRow } from './csv-row.js';
import type { ImportPlan } from './import-plan.js';
import { planImport, type PlannedImport } from './import-planner.js';
import { inflated } from './inflate.js';
import type { IngestOptions, IngestTools } from './ingest-options.js';
import { RowIdentities } from './row-identity.js';
import { RowJudge, type UnreadCells } from './row-judge.js';
import { RowReader } from './row-reader.js';
import { SanityLimits } from './sanity-limits.js';
import { utf8Text } from './utf8-text.js';

export type { ByteSource } from './byte-source.js';
export type { Dialect, ImportPlan, PlannedColumn } from './import-plan.js';
export type { IngestOptions, IngestTools } from './ingest-options.js';
export type { UnreadCells } from './row-judge.js';

/** A part of the rows, in the order of the file. */
export interface IngestChunk {
  readonly candidates: readonly Candidate[];
  readonly findings: readonly Finding[];
  /** Rows read so far, of the whole file. */
  readonly rows: number;
  /** Bytes of the file read so far, before decompression. */
  readonly bytes: number;
}

/** A file that is understood and ready to be read. */
export interface CsvImport {
  readonly plan: ImportPlan;
  /** Every row once: as a candidate or in a finding. */
  rows(): AsyncIterable<IngestChunk>;
  /** Of the file's bytes as they are; known once `rows()` came to its end. */
  sha256(): string;
  /** Columns with words that are not known, in rows that were taken; complete once `rows()` came to its end. */
  unread(): readonly UnreadCells[];
}

function judgeOf({ plan, fields }: PlannedImport, { vocabulary, policy, rates }: IngestTools): RowJudge {
  const payColumns = ['pay', 'pay_min', 'pay_max'].flatMap((field) => plan.mapping[field] ?? []);
  return new RowJudge(
    new RowReader(fields, vocabulary, policy),
    new SanityLimits(policy, rates),
    new RowIdentities(plan.source, plan.duplicates.policy),
    payColumns,
  );
}

/** The text below the header. */
async function* below(text: AsyncIterable<Buffer>, start: number): AsyncGenerator<Buffer> {
  let left = start;
  for await (const piece of text) {
    if (left < piece.length) yield left === 0 ? piece : piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

class OpenedImport implements CsvImport {
  private digest: string | undefined;
  private judge: RowJudge | undefined;

  constructor(
    private readonly source: ByteSource,
    private readonly table: FileTable,
    private readonly planned: PlannedImport,
    private readonly tools: IngestTools,
  ) {}

  get plan(): ImportPlan {
    return this.planned.plan;
  }

  async *rows(): AsyncGenerator<IngestChunk> {
    const { table, source } = this;
    const judge = judgeOf(this.planned, this.tools);
    this.judge = judge;
    const bytes = metered(source);
    const cut = tableRows(table);
    let rows = 0;
    const chunk = (found: readonly CsvRow[]): IngestChunk => {
      const judged = { candidates: [], findings: [] };
      for (const row of found) judge.judge(row, judged);
      rows += found.length;
      return { ...judged, rows, bytes: bytes.bytes() };
    };
    const text = utf8Text(inflated(bytes, source.name), table.sample.encoding);
    for await (const piece of below(text, table.layout.start)) {
      const found = cut.push(piece);
      if (found.length > 0) yield chunk(found);
    }
    yield chunk(cut.end());
    this.digest = bytes.sha256();
  }

  sha256(): string {
    if (this.digest === undefined) throw new Error(`${this.source.name} is not read to its end yet`);
    return this.digest;
  }

  unread(): readonly UnreadCells[] {
    return this.judge?.unread() ?? [];
  }
}

/**
 * Reads the beginning of a CSV file, decides how to import it, and gives its rows as candidates and findings. The
 * source is opened twice. Fails, before any row is given, with FILE_EMPTY, FILE_NOT_TEXT, FILE_UNREADABLE,
 * HEADER_INVALID, COLUMNS_MISSING, MAPPING_INVALID or USAGE; a gzip that is damaged further on fails while rows are read.
 */
export async function openCsvImport(
  source: ByteSource,
  options: IngestOptions,
  tools: IngestTools,
): Promise<CsvImport> {
  const matcher = columnMatcher(tools.aliases, tools.vocabulary);
  const table = await openTable(source, options, matcher);
  const saved = options.saved ?? (await tools.savedMapping(table.fingerprint));
  const planned = planImport({ name: source.name, table, options, saved, matcher, tools });
  return new OpenedImport(source, table, planned, tools);
}
