import { harrellDavisCurve } from './harrell-davis.js';
import { firstAbove } from './weighted-quantile.js';
import type { WeightedSample } from './weighted-sample.js';

/** How much each value of a sample moves a quantile: the values where it has mass one by one, the others alike. */
export interface QuantileInfluence {
  /** Of each value before the place `first`. */
  readonly before: number;
  readonly first: number;
  /** Of the values from there on, in the sample's order. */
  readonly inside: Float64Array;
  /** Of each value after these. */
  readonly after: number;
}

/**
 * How much each value of a sample moves its Harrell-Davis quantile: the derivative of the quantile by the value's
 * share of the weight. Weighted sums of these over independent clusters linearise the quantile, and their squares add
 * up to its variance, without a density estimate. The influences, weighted, add up to 0.
 *
 * @param p in (0, 1)
 * Cost: one pass over the values that have mass. Source: infinitesimal jackknife (Efron, 1982) of sum W_i x_(i).
 * @example quantileInfluence({ values: Float64Array.of(1, 3), cumulative: Float64Array.of(0.5, 1), order: Uint32Array.of(0, 1), size: 2 }, 0.5).inside.map(Math.sign) // Float64Array.of(-1)
 */
export function quantileInfluence(sample: WeightedSample, p: number): QuantileInfluence {
  const { values, cumulative, size } = sample;
  const curve = harrellDavisCurve(p, size);
  const first = firstAbove(cumulative, curve.low);
  const last = Math.min(values.length - 2, firstAbove(cumulative, curve.high));
  const inside = new Float64Array(Math.max(0, last + 1 - first));
  // Q = x_(n) - sum over gaps of F(S_i) gap_i; more weight on a value raises the S_i at and above it.
  let mean = 0;
  let sum = 0;
  for (let i = last; i >= first; i--) {
    const gap = values[i + 1]! - values[i]!;
    const slope = gap > 0 ? gap * curve.density(cumulative[i]!) : 0;
    sum += slope;
    inside[i - first] = -sum;
    mean += slope * cumulative[i]!;
  }
  for (let i = 0; i < inside.length; i++) inside[i]! += mean;
  return { before: mean - sum, first, inside, after: mean };
}
