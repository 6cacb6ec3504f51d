import { harrellDavisCurve } from './harrell-davis.js';
import { findRoot } from './find-root.js';
import type { WeightedSample } from './weighted-sample.js';

/** Harrell-Davis, and types 7 and 8 of Hyndman and Fan. */
export type QuantileDefinition = 'hd' | 'hf7' | 'hf8';

/** How the mass of a quantile spreads over a sample: a distribution function on [0, 1], 0 up to low, 1 from high. */
interface Reach {
  readonly low: number;
  readonly high: number;
  reach(share: number): number;
}

/** Types 7 and 8: all mass lies on the 1/n of the sample that ends at h/n. */
function linearReach(h: number, n: number): Reach {
  const end = Math.min(Math.max(h, 1), n);
  return {
    low: (end - 1) / n,
    high: end / n,
    reach: (share) => Math.min(1, Math.max(0, share * n - end + 1)),
  };
}

function reachOf(definition: QuantileDefinition, p: number, n: number): Reach {
  if (definition === 'hd') return harrellDavisCurve(p, n);
  return linearReach(definition === 'hf7' ? p * (n - 1) + 1 : p * (n + 1 / 3) + 1 / 3, n);
}

/** The first index whose cumulative share is above a share. */
export function firstAbove(cumulative: Float64Array, share: number): number {
  let [low, high] = [0, cumulative.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > share) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * A quantile of a weighted sample: sum of W_i x_(i), where W_i is the mass that the definition's distribution on
 * [0, 1] gives to the i-th value's share of the weight. With equal weights these are the usual definitions.
 *
 * @param p in [0, 1]; 0 and 1 give the least and the greatest value
 * @returns NaN for an empty sample
 * Source: Harrell and Davis, Biometrika 69 (1982); Hyndman and Fan, Am. Stat. 50 (1996); weights: Akinshin,
 *   arXiv 2304.07265. Cost: one pass over the values that have mass.
 * @example quantileOf({ values: Float64Array.of(1, 2, 3, 4), cumulative: Float64Array.of(0.25, 0.5, 0.75, 1), order: Uint32Array.of(0, 1, 2, 3), size: 4 }, 0.5, 'hf7') // 2.5
 */
export function quantileOf(sample: WeightedSample, p: number, definition: QuantileDefinition): number {
  const { values, cumulative, size } = sample;
  if (values.length === 0) return NaN;
  if (p <= 0) return values[0]!;
  if (p >= 1) return values[values.length - 1]!;
  const mass = reachOf(definition, p, size);
  let below = 0;
  let sum = 0;
  for (let i = firstAbove(cumulative, mass.low); i < values.length && below < 1; i++) {
    const upTo = i === values.length - 1 ? 1 : mass.reach(cumulative[i]!);
    // 0 x Infinity is not a number, and open ends are infinite.
    if (upTo > below) {
      sum += (upTo - below) * values[i]!;
      below = upTo;
    }
  }
  return sum;
}

/**
 * A quantile of values that are sorted already and count the same, wherever they are kept: only those with mass are
 * read.
 *
 * @param count how many values there are
 * @param at the i-th value in ascending order
 * @param p in (0, 1)
 * @returns NaN for no values
 * @example quantileOfSorted(4, (i) => i + 1, 0.5, 'hf7') // 2.5
 */
export function quantileOfSorted(
  count: number,
  at: (i: number) => number,
  p: number,
  definition: QuantileDefinition,
): number {
  if (count === 0) return NaN;
  const mass = reachOf(definition, p, count);
  let below = 0;
  let sum = 0;
  for (let i = Math.floor(mass.low * count); i < count && below < 1; i++) {
    const upTo = i === count - 1 ? 1 : mass.reach((i + 1) / count);
    sum += (upTo - below) * at(i);
    below = upTo;
  }
  return sum;
}

/** The least p that ranks are looked for at, and one less the greatest. */
const MARGIN = 1e-6;
const PRECISION = 1e-8;

/**
 * The share of a sample below a value: the p whose quantile is the value. 0 below the least value, 1 above the
 * greatest; within a run of equal values the middle of its p's.
 *
 * @param known quantiles of the sample by this definition, by their p; they narrow down where to look
 * @returns NaN for an empty sample
 * @example Math.round(100 * rankOf({ values: Float64Array.of(1, 2, 3, 4), cumulative: Float64Array.of(0.25, 0.5, 0.75, 1), order: Uint32Array.of(0, 1, 2, 3), size: 4 }, 2.5, 'hf7')) // 50
 */
export function rankOf(
  sample: WeightedSample,
  value: number,
  definition: QuantileDefinition,
  known: ReadonlyMap<number, number> = new Map(),
): number {
  const { values } = sample;
  if (values.length === 0) return NaN;
  const [least, greatest] = [values[0]!, values[values.length - 1]!];
  if (value < least) return 0;
  if (value > greatest) return 1;
  if (least === greatest) return 0.5;
  const above = (p: number): number => (known.get(p) ?? quantileOf(sample, p, definition)) - value;
  if (definition === 'hd') {
    const points = Array.from(known, ([p, quantile]) => ({ x: p, y: quantile - value }));
    const low = points.reduce((most, { x, y }) => (y < 0 ? Math.max(most, x) : most), MARGIN);
    const high = points.reduce((least, { x, y }) => (y < 0 ? least : Math.min(least, x)), 1 - MARGIN);
    return findRoot(above, low, high, PRECISION);
  }
  // Linear definitions stand still between equal values: the middle of where they reach and where they leave it.
  return (bisect((p) => above(p) >= 0) + bisect((p) => above(p) > 0)) / 2;
}

/** The p in [0, 1] where a condition that is false below it becomes true. */
function bisect(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 45; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
