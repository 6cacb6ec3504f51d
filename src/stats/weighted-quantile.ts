import { incompleteBeta } from './incomplete-beta.js';
import { logBeta } from './log-beta.js';
import type { WeightedSample } from './weighted-sample.js';

/** Harrell-Davis, and types 7 and 8 of Hyndman and Fan. */
export type QuantileDefinition = 'hd' | 'hf7' | 'hf8';

/** How much of a quantile comes from the part of a sample below a share of its weight. */
type Reach = (share: number) => number;

/** Harrell-Davis: the distribution function of Beta((n + 1) p, (n + 1) (1 - p)). */
function betaReach(p: number, n: number): Reach {
  const a = (n + 1) * p;
  const b = (n + 1) * (1 - p);
  const logB = logBeta(a, b);
  // Beyond nine standard deviations nothing is left that a double would show.
  const far = 9 * Math.sqrt((p * (1 - p)) / (n + 2)) + 9 / (n + 2);
  return (share) => {
    if (share < p - far) return 0;
    return share > p + far ? 1 : incompleteBeta(share, a, b, logB);
  };
}

/** Types 7 and 8: all weight lies on the 1/n of the sample that ends at h/n. */
function linearReach(h: number, n: number): Reach {
  const end = Math.min(Math.max(h, 1), n);
  return (share) => Math.min(1, Math.max(0, share * n - end + 1));
}

function reachOf(definition: QuantileDefinition, p: number, n: number): Reach {
  if (definition === 'hd') return betaReach(p, n);
  return linearReach(definition === 'hf7' ? p * (n - 1) + 1 : p * (n + 1 / 3) + 1 / 3, n);
}

/**
 * A quantile of a weighted sample: sum of W_i x_(i), where W_i is the mass that the definition's distribution on
 * [0, 1] gives to the i-th value's share of the weight. With equal weights these are the usual definitions.
 *
 * @param p in [0, 1]; 0 and 1 give the least and the greatest value
 * @returns NaN for an empty sample
 * Source: Harrell and Davis, Biometrika 69 (1982); Hyndman and Fan, Am. Stat. 50 (1996); weights: Akinshin,
 *   arXiv 2304.07265. Cost: one pass.
 * @example quantileOf(sampleOf(Float64Array.of(1, 2, 3, 4)), 0.5, 'hf7') // 2.5
 */
export function quantileOf(sample: WeightedSample, p: number, definition: QuantileDefinition): number {
  const { values, cumulative, size } = sample;
  if (values.length === 0) return NaN;
  if (p <= 0) return values[0]!;
  if (p >= 1) return values[values.length - 1]!;
  const reach = reachOf(definition, p, size);
  let below = 0;
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < values.length && below < 1; i++) {
    const upTo = reach(cumulative[i]!);
    const weight = upTo - below;
    // 0 x Infinity is not a number, and open ends are infinite.
    if (weight > 0) {
      sum += weight * values[i]!;
      mass += weight;
      below = upTo;
    }
  }
  return sum / mass;
}

/**
 * The share of a sample below a value: the p whose quantile is the value. 0 below the least value, 1 above the
 * greatest; within a run of equal values the middle of its p's.
 *
 * @returns NaN for an empty sample
 * @example rankOf(sampleOf(Float64Array.of(1, 2, 3)), 2, 'hf7') // 0.5
 */
export function rankOf(sample: WeightedSample, value: number, definition: QuantileDefinition): number {
  const { values } = sample;
  if (values.length === 0) return NaN;
  if (value < values[0]!) return 0;
  if (value > values[values.length - 1]!) return 1;
  const first = bisect((p) => quantileOf(sample, p, definition) >= value);
  const last = bisect((p) => quantileOf(sample, p, definition) > value);
  return (first + last) / 2;
}

/** The p in [0, 1] where a condition that is false below it becomes true. */
function bisect(reached: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 45; step++) {
    const middle = (low + high) / 2;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
