import { evidenceTiers } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import { clustersBy } from './clusters.js';
import { UNKNOWN_DAY, type OfferColumns } from './columns.js';

/** Weights of some offers, and how the rule for employers acted. */
export interface OfferWeights {
  /** One a row, adding up to 1. */
  readonly shares: Float64Array;
  /** With so few employers that all cannot stay under the cap, each has the same share. */
  readonly equalShares: boolean;
}

const DAYS_A_MONTH = 365.25 / 12;

/** The middle of the known days, `UNKNOWN_DAY` for none. */
export function medianDay(columns: OfferColumns, rows: Uint32Array): number {
  const days = Int32Array.from(rows, (row) => columns.day[row]!).filter((day) => day !== UNKNOWN_DAY);
  return days.length === 0 ? UNKNOWN_DAY : days.sort()[days.length >> 1]!;
}

/** Nothing that is older than the newest by more half-lives than this weighs less still. */
const MOST_HALF_LIVES = 100;

/** Halves with each half-life before `asOf`; an offer without a date is as old as the middle of the others. */
function recency(columns: OfferColumns, rows: Uint32Array, asOf: number, months: number): Float64Array {
  const middle = medianDay(columns, rows);
  const ages = Float64Array.from(rows, (row) => {
    const day = columns.day[row] === UNKNOWN_DAY ? middle : columns.day[row]!;
    return day === UNKNOWN_DAY ? 0 : Math.max(0, asOf - day) / (months * DAYS_A_MONTH);
  });
  // Only ratios count: measured from the youngest, a far asOf does not make every weight vanish.
  const youngest = ages.reduce((least, age) => Math.min(least, age), Infinity);
  return ages.map((age) => 2 ** -Math.min(age - youngest, MOST_HALF_LIVES));
}

/** Factors that bring every group's share of the total down to a cap; equal shares where that cannot be. */
function capFactors(totals: Float64Array, cap: number): { factors: Float64Array; equal: boolean } {
  const n = totals.length;
  if (n * cap <= 1) return { factors: totals.map((total) => 1 / (n * total)), equal: n * cap < 1 };
  const descending = totals.toSorted().reverse();
  let rest = totals.reduce((a, b) => a + b, 0);
  let capped = 0;
  const mostCapped = Math.ceil(1 / cap) - 1;
  // While the largest group left is above the cap of what the total would be, it is one of the capped.
  while (capped < mostCapped && descending[capped]! > (cap * rest) / (1 - capped * cap)) {
    rest -= descending[capped++]!;
  }
  const limit = (cap * rest) / (1 - capped * cap);
  return { factors: totals.map((total) => Math.min(1, limit / total)), equal: false };
}

/**
 * Weighs offers (METHOD 3): recency times evidence tier, no employer above the cap, unknown employers one by one.
 *
 * @param rows not empty
 * @param asOf day number that ages are counted from
 */
export function offerWeights(
  columns: OfferColumns,
  rows: Uint32Array,
  asOf: number,
  policy: Policy['weights'],
): OfferWeights {
  const shares = recency(columns, rows, asOf, policy.recencyHalfLifeMonths);
  const employers = clustersBy(columns.employer, rows);
  const totals = new Float64Array(employers.count);
  for (let i = 0; i < rows.length; i++) {
    shares[i] = shares[i]! * (policy.evidenceTier[evidenceTiers[columns.tier[rows[i]!]!]!] ?? 1);
    totals[employers.ids[i]!] = totals[employers.ids[i]!]! + shares[i]!;
  }
  const { factors, equal } = capFactors(totals, policy.employerShareCap);
  let sum = 0;
  for (let i = 0; i < shares.length; i++) sum += shares[i] = shares[i]! * factors[employers.ids[i]!]!;
  return { shares: shares.map((share) => share / sum), equalShares: equal };
}
