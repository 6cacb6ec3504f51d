import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { CsvRows } from './csv-rows.js';
import type { FieldColumns } from './field-sources.js';
import { tableRows, type TableShape } from './file-table.js';
import { RowJudge, type UnreadCells } from './row-judge.js';
import { RowReader } from './row-reader.js';
import { SanityLimits } from './sanity-limits.js';
import { noRows, type StagedRows } from './staged-rows.js';
import { utf8Decoder, type Utf8Decoder } from './utf8-text.js';

/** What the rows of a file are read by; plain data, so that another thread can be told. */
export interface StageSpec {
  readonly table: TableShape;
  readonly encoding: string;
  readonly fields: FieldColumns;
  readonly payColumns: readonly string[];
}

export interface StageTools {
  readonly vocabulary: Vocabulary;
  readonly policy: Policy;
  readonly rates: ExchangeRates;
}

/** The last rows of a file, and what remains to be said of all. */
export interface LastRows extends StagedRows {
  readonly unread: readonly UnreadCells[];
}

const LITTLE = 4096;

/** From a file's bytes to rows that are judged each by itself; all that needs no memory of other rows. */
export class RowStage {
  private readonly decoder: Utf8Decoder;
  private readonly rows: CsvRows;
  private readonly judge: RowJudge;
  /** Bytes of text up to the first row. */
  private above: number;

  constructor(spec: StageSpec, { vocabulary, policy, rates }: StageTools) {
    this.decoder = utf8Decoder(spec.encoding);
    this.rows = tableRows(spec.table);
    this.judge = new RowJudge(
      new RowReader(spec.fields, vocabulary, policy),
      new SanityLimits(policy, rates),
      spec.payColumns,
    );
    this.above = spec.table.layout.start;
  }

  /** The rows that end within the bytes given so far. */
  push(bytes: Uint8Array): StagedRows {
    const staged = noRows();
    this.take(this.decoder.write(bytes), staged);
    return staged;
  }

  end(): LastRows {
    const last = noRows();
    this.take(this.decoder.end(), last);
    for (const row of this.rows.end()) this.judge.judge(row, last);
    return { ...last, unread: this.judge.unread() };
  }

  /**
   * Judges the rows of a text, a little of it at a time: rows that live for a moment only are cleared away at next to no
   * cost, while those that wait for others are soon taken for rows that stay, and pile up.
   */
  private take(text: Buffer, to: StagedRows): void {
    const skipped = Math.min(this.above, text.length);
    this.above -= skipped;
    for (let at = skipped; at < text.length; at += LITTLE) {
      for (const row of this.rows.push(text.subarray(at, at + LITTLE))) this.judge.judge(row, to);
    }
  }
}
