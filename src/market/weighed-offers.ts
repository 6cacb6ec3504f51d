import { sampleOf, type WeightedSample } from '../stats/weighted-sample.js';
import type { Adjustment } from './adjustment.js';
import type { FittedPool } from './fitted-pool.js';
import type { LandingPosition } from './landing.js';
import type { ModelledOffers } from './offers.js';

/** Comparables brought to a profile, as a weighted sample of log pay. */
export interface WeighedOffers {
  readonly sample: WeightedSample;
  /** Which of the offers each value of the sample stands for, by its place before sorting. */
  readonly offer: Uint32Array;
}

const POINT = Float64Array.of(0);

function placesOf(offers: ModelledOffers, row: number, landings: readonly LandingPosition[]): Float64Array {
  return offers.low[row] === offers.high[row] ? POINT : landings[offers.columns.tier[row]!]!.places;
}

/**
 * Brings offers to a profile. A range enters as nine pays (METHOD 4), equally likely where pay lands in ranges of its
 * tier, that together have the offer's weight and count as one offer.
 *
 * @param shares weights of the rows
 * @param size effective number of offers
 */
export function weighOffers(
  { offers, landings }: FittedPool,
  rows: Uint32Array,
  shares: Float64Array,
  size: number,
  adjustment: Adjustment,
): WeighedOffers {
  let count = 0;
  for (let i = 0; i < rows.length; i++) count += placesOf(offers, rows[i]!, landings).length;
  const [logs, weights] = [new Float64Array(count), new Float64Array(count)];
  const offer = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const low = offers.low[row]!;
    const width = offers.high[row]! - low;
    const places = placesOf(offers, row, landings);
    for (let k = 0; k < places.length; k++) {
      logs[next] = adjustment.logOf(offers, row, Math.log(low + places[k]! * width));
      weights[next] = shares[i]! / places.length;
      offer[next++] = i;
    }
  }
  return { sample: sampleOf(logs, weights, size), offer };
}
