import type { Entry } from '../domain/entry.js';
import type { Candidate, Finding, RowText } from '../domain/ports.js';

/**
 * Rows that were read and judged each by itself. Those that may enter lie in lists of equal length, as text: that
 * passes between threads, into fingerprints and into the store without being written again.
 */
export interface StagedRows {
  /** How many rows were read, whatever became of them. */
  rows: number;
  readonly lines: number[];
  /** The ids of rows that have one; empty texts elsewhere. */
  readonly ids: string[];
  /** The entries in canonical form. */
  readonly entries: string[];
  /** The cells, as a list in JSON. */
  readonly cells: string[];
  readonly findings: Finding[];
}

export function noRows(): StagedRows {
  return { rows: 0, lines: [], ids: [], entries: [], cells: [], findings: [] };
}

/** A candidate that is read from its text only by those who ask. */
export class TextCandidate implements Candidate {
  constructor(
    readonly key: string,
    readonly content: string,
    readonly line: number,
    readonly text: RowText,
  ) {}

  get entry(): Entry {
    return JSON.parse(this.text.entry) as Entry;
  }

  get raw(): readonly string[] {
    return JSON.parse(this.text.raw) as string[];
  }
}
