import type { Candidate, Finding } from '../domain/ports.js';
import { metered, type ByteSource } from './byte-source.js';
import { columnMatcher } from './column-matches.js';
import { openTable, type FileTable } from './file-table.js';
import type { ImportPlan } from './import-plan.js';
import { planImport, type PlannedImport } from './import-planner.js';
import { inflated } from './inflate.js';
import type { IngestOptions } from './ingest-options.js';
import type { IngestTools } from './ingest-tools.js';
import { RowIdentities } from './row-identity.js';
import type { UnreadCells } from './row-judge.js';
import { RowStage, type StageSpec } from './row-stage.js';
import { stagedByThread, stagedHere } from './stage-thread.js';
import { TextCandidate, type StagedRows } from './staged-rows.js';

export type { ByteSource } from './byte-source.js';
export type { ImportPlan } from './import-plan.js';
export type { IngestOptions } from './ingest-options.js';
export type { IngestTools } from './ingest-tools.js';
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
  /** Columns with words that are not known, in rows that were readable; complete once `rows()` came to its end. */
  unread(): readonly UnreadCells[];
}

/** From this size on a file is read in a thread of its own, whose start takes a part of a second. */
const LARGE = 8 * 1024 * 1024;

/** Gives staged rows their identity; what became of them is in the order of the file. */
function identified(staged: StagedRows, identities: RowIdentities): Omit<IngestChunk, 'rows' | 'bytes'> {
  const { lines, ids, entries, cells, findings } = staged;
  const candidates: Candidate[] = [];
  const twice: Finding[] = [];
  for (const [i, line] of lines.entries()) {
    const text = { entry: entries[i]!, raw: cells[i]! };
    const identity = identities.of(text.entry, ids[i]!, line);
    if (identity.fate === 'candidate') {
      candidates.push(new TextCandidate(identity.key, identity.content, line, text));
    } else {
      const raw = JSON.parse(text.raw) as string[];
      twice.push({ line, fate: identity.fate, problems: [identity.problem], raw });
    }
  }
  if (twice.length === 0) return { candidates, findings };
  return { candidates, findings: [...findings, ...twice].sort((a, b) => a.line - b.line) };
}

class OpenedImport implements CsvImport {
  private digest: string | undefined;
  private unreadCells: readonly UnreadCells[] = [];

  constructor(
    private readonly source: ByteSource,
    readonly plan: ImportPlan,
    private readonly spec: StageSpec,
    private readonly tools: IngestTools,
  ) {}

  async *rows(): AsyncGenerator<IngestChunk> {
    const { source, spec, tools, plan } = this;
    const identities = new RowIdentities(plan.source, plan.duplicates.policy);
    const bytes = metered(source);
    const plain = inflated(bytes, source.name);
    const thread = (source.size ?? 0) >= LARGE ? tools.openThread?.(spec) : undefined;
    const stages = thread ? stagedByThread(thread, plain) : stagedHere(new RowStage(spec, tools), plain);
    let rows = 0;
    for await (const staged of stages) {
      rows += staged.rows;
      if ('unread' in staged) this.unreadCells = staged.unread;
      if (staged.rows > 0) yield { ...identified(staged, identities), rows, bytes: bytes.bytes() };
    }
    this.digest = bytes.sha256();
  }

  sha256(): string {
    if (this.digest === undefined) throw new Error(`${this.source.name} is not read to its end yet`);
    return this.digest;
  }

  unread(): readonly UnreadCells[] {
    return this.unreadCells;
  }
}

function stageSpec({ layout, columns, own, sample }: FileTable, { plan, fields }: PlannedImport): StageSpec {
  const payColumns = ['pay', 'pay_min', 'pay_max'].flatMap((field) => plan.mapping[field] ?? []);
  return { table: { layout, columns, own }, encoding: sample.encoding, fields, payColumns };
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
  return new OpenedImport(source, planned.plan, stageSpec(table, planned), tools);
}
