import { seededRandom, randomInt } from '../../core/random.js';

/** Rows in parts that are predicted in turn from the others. */
export interface Folds {
  readonly count: number;
  /** The fold of each row. */
  readonly of: Uint8Array;
}

/** How many folds pools of up to so many rows have: large ones learn enough from fewer rows. */
const FOLDS = [
  { rows: 50_000, folds: 10 },
  { rows: 300_000, folds: 5 },
  { rows: Infinity, folds: 3 },
];
const SEED = 20_240_229;

/**
 * Parts the rows into folds, an employer's rows all in one (the largest employers first, each into the fold with the
 * fewest rows), rows without an employer at random by a seeded sequence in row order. One employer alone cannot be
 * parted: its rows then count as rows without one.
 *
 * @param employers the employer of each row, 0 for unknown
 */
export function assignFolds(employers: Int32Array): Folds {
  const rows = employers.length;
  const planned = FOLDS.find((size) => rows <= size.rows)!.folds;
  const count = Math.max(1, Math.min(planned, rows));
  const of = new Uint8Array(rows);
  const random = seededRandom(SEED);
  const byEmployer = foldsOfEmployers(employers, count);
  for (let row = 0; row < rows; row++) {
    const drawn = randomInt(random, count);
    of[row] = byEmployer.get(employers[row]!) ?? drawn;
  }
  return { count, of };
}

function foldsOfEmployers(employers: Int32Array, count: number): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const employer of employers) if (employer > 0) sizes.set(employer, (sizes.get(employer) ?? 0) + 1);
  const folds = new Map<number, number>();
  if (sizes.size < 2) return folds;
  const loads = new Float64Array(count);
  const largestFirst = [...sizes].sort(([a, n], [b, m]) => m - n || a - b);
  for (const [employer, size] of largestFirst) {
    const least = loads.indexOf(Math.min(...loads));
    folds.set(employer, least);
    loads[least] = loads[least]! + size;
  }
  return folds;
}
