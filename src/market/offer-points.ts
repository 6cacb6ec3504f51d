import type { LandingPosition } from './landing.js';
import type { Pool } from './pool.js';

/** The pays that stand for some offers: one a point, nine a range. */
export interface OfferPoints {
  /** Pay a year. */
  readonly pays: Float64Array;
  /** The share of the weight of each, adding up to 1. */
  readonly weights: Float64Array;
  /** Which of the offers each stands for, as an index into them. */
  readonly offer: Uint32Array;
}

/** A range wider than this part of its minimum says too little to enter an estimate (METHOD 4). */
const WIDEST_RANGE = 0.5;

/** Whether an offer counts for bounds only: an open end, or a range too wide to enter an estimate. */
export function boundsOnly(pool: Pool, row: number): boolean {
  const [low, high] = [pool.low[row]!, pool.high[row]!];
  return !(low > 0) || high - low > WIDEST_RANGE * low;
}

/**
 * The pays of some offers (METHOD 4): a range enters as nine pays, equally likely where pay lands in ranges of its
 * tier, that together have the offer's weight.
 *
 * @param rows none of them `boundsOnly`
 * @param shares their weights
 */
export function offerPoints(
  pool: Pool,
  rows: Uint32Array,
  shares: Float64Array,
  landings: readonly LandingPosition[],
): OfferPoints {
  const pays: number[] = [];
  const weights: number[] = [];
  const offer: number[] = [];
  rows.forEach((row, i) => {
    const [low, high] = [pool.low[row]!, pool.high[row]!];
    const places = low === high ? [0] : landings[pool.columns.tier[row]!]!.places;
    for (const place of places) {
      pays.push(low + place * (high - low));
      weights.push(shares[i]! / places.length);
      offer.push(i);
    }
  });
  return {
    pays: Float64Array.from(pays),
    weights: Float64Array.from(weights),
    offer: Uint32Array.from(offer),
  };
}
