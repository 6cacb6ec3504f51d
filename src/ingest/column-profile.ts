import { StyleEvidence } from './column-style.js';
import type { CsvRow } from './csv-row.js';

const KEPT = 500;
/** Longer cells tell nothing of a column; none but lists and notes may be so long. */
const LONGEST = 2000;

/** What the sample shows of a column. */
export class ColumnProfile {
  /** The first cells that hold something. */
  readonly cells: string[] = [];
  readonly style = new StyleEvidence();
  /** The numbers of the rows in which the column holds something, in order. */
  private readonly filled: number[] = [];

  add(cell: string, row: number): void {
    this.filled.push(row);
    if (cell.length > LONGEST) return;
    this.style.add(cell);
    if (this.cells.length < KEPT) this.cells.push(cell);
  }

  /** The share of this column's filled rows in which another one is filled, too. */
  overlap(other: ColumnProfile): number {
    let both = 0;
    let at = 0;
    for (const row of this.filled) {
      while (at < other.filled.length && other.filled[at]! < row) at++;
      if (other.filled[at] === row) both++;
    }
    return this.filled.length === 0 ? 0 : both / this.filled.length;
  }
}

/** Profiles of some columns, out of the rows of a sample. */
export class ColumnProfiles {
  private readonly profiles: ReadonlyMap<number, ColumnProfile>;
  private rowCount = 0;

  constructor(
    columns: Iterable<number>,
    private readonly missing: (cell: string) => boolean,
  ) {
    this.profiles = new Map(Array.from(new Set(columns), (index) => [index, new ColumnProfile()]));
  }

  get rows(): number {
    return this.rowCount;
  }

  add(rows: readonly CsvRow[]): void {
    for (const { cells, problem } of rows) {
      const row = this.rowCount++;
      if (problem !== undefined) continue;
      for (const [index, profile] of this.profiles) {
        const cell = cells[index]!;
        if (!this.missing(cell)) profile.add(cell, row);
      }
    }
  }

  of(index: number): ColumnProfile {
    const profile = this.profiles.get(index);
    if (profile === undefined) throw new RangeError(`column ${index} has no profile`);
    return profile;
  }
}
