import type { Ladder } from './ladder.js';
import { boundsOnly } from './offer-points.js';
import type { Pool } from './pool.js';

/** The offers that answer a query, on the first rung of its ladder that has enough of them. */
export interface Cohort {
  /** Offers that enter the estimate, in key order. */
  readonly rows: Uint32Array;
  /** These, and the offers of the rung that count for bounds only. */
  readonly boundRows: Uint32Array;
  readonly rung: number;
}

/** A rung with fewer offers than this gives way to the next. */
const ENOUGH_OFFERS = 15;

/** The rung of each row of a pool, and how many rows that enter an estimate are on each rung for the first time. */
function climb(pool: Pool, ladder: Ladder): { rungs: Uint8Array; counts: Uint32Array } {
  const rungs = new Uint8Array(pool.columns.rows);
  const counts = new Uint32Array(ladder.top + 1);
  for (let row = 0; row < rungs.length; row++) {
    const rung = (rungs[row] = ladder.rungOf(row));
    if (!boundsOnly(pool, row)) counts[rung] = counts[rung]! + 1;
  }
  return { rungs, counts };
}

/** Widens from the exact cell until there are enough offers, or all are in. */
function enoughRung(counts: Uint32Array): number {
  let offers = 0;
  for (let rung = 0; rung < counts.length; rung++) {
    offers += counts[rung]!;
    if (offers >= ENOUGH_OFFERS) return rung;
  }
  return counts.length - 1;
}

function upTo(pool: Pool, rungs: Uint8Array, rung: number): Cohort {
  const boundRows = Uint32Array.from(rungs.keys()).filter((row) => rungs[row]! <= rung);
  return { rows: boundRows.filter((row) => !boundsOnly(pool, row)), boundRows, rung };
}

/** The exact cell of a query, and the cohort that widens from it to at least 15 offers. */
export function cohortsOf(pool: Pool, ladder: Ladder): { readonly exact: Cohort; readonly widened: Cohort } {
  const { rungs, counts } = climb(pool, ladder);
  return { exact: upTo(pool, rungs, 0), widened: upTo(pool, rungs, enoughRung(counts)) };
}
