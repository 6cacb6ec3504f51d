import { harrellDavisCurve } from './harrell-davis.js';
import { firstAbove } from './weighted-quantile.js';
import type { WeightedSample } from './weighted-sample.js';

/**
 * How much each value of a sample moves its Harrell-Davis quantile: the derivative of the quantile by the value's
 * share of the weight. Weighted sums of these over independent clusters linearise the quantile, and their squares add
 * up to its variance, without a density estimate. The influences, weighted, add up to 0.
 *
 * @param p in (0, 1)
 * @returns one influence a value, in the sample's order
 * Cost: one pass. Source: infinitesimal jackknife (Efron, 1982) of sum W_i x_(i).
 * @example quantileInfluence({ values: Float64Array.of(1, 3), cumulative: Float64Array.of(0.5, 1), order: Uint32Array.of(0, 1), size: 2 }, 0.5).map(Math.sign) // Float64Array.of(-1, 1)
 */
export function quantileInfluence(sample: WeightedSample, p: number): Float64Array {
  const { values, cumulative, size } = sample;
  const curve = harrellDavisCurve(p, size);
  const influence = new Float64Array(values.length);
  const last = Math.min(values.length - 2, firstAbove(cumulative, curve.high));
  // Q = x_(n) - sum over gaps of F(S_i) gap_i; more weight on a value raises the S_i at and above it.
  let mean = 0;
  let sum = 0;
  for (let i = last; i >= 0 && cumulative[i]! >= curve.low; i--) {
    const gap = values[i + 1]! - values[i]!;
    const slope = gap > 0 ? gap * curve.density(cumulative[i]!) : 0;
    sum += slope;
    influence[i] = -sum;
    mean += slope * cumulative[i]!;
  }
  const first = firstAbove(cumulative, curve.low);
  influence.fill(-sum, 0, Math.min(first, influence.length));
  for (let i = 0; i < influence.length; i++) influence[i] = influence[i]! + mean;
  return influence;
}
