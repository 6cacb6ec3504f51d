import type { CanonicalRows, Grouping } from './canonical-rows.js';
import type { Folds } from './folds.js';

/** From this many offers on, a row's own fold does not matter to what is known of its group. */
export const MANY = 50;

/** How many offers each group has, for saying how well it is known. */
export interface GroupCounts {
  readonly all: Int32Array;
  /** Of each row, how many offers of its group are in other folds: as well as a new profile would be known. */
  readonly elsewhere: Float64Array;
}

/** Counts the offers of each group, by code; those of unknown group count as none. */
export function groupCounts(
  rows: CanonicalRows,
  grouping: Grouping,
  size: number,
  folds: Folds,
): GroupCounts {
  const codes = rows.groups[grouping];
  const all = new Int32Array(size);
  const byFold = new Int32Array(size * folds.count);
  for (let row = 0; row < rows.rows; row++) {
    const code = codes[row]!;
    if (code === 0) continue;
    all[code]!++;
    byFold[code * folds.count + folds.of[row]!]!++;
  }
  const elsewhere = Float64Array.from(
    codes,
    (code, row) => all[code]! - (all[code]! >= MANY ? 0 : byFold[code * folds.count + folds.of[row]!]!),
  );
  return { all, elsewhere };
}
