import { logBeta } from './log-beta.js';
import type { WeightedSample } from './weighted-sample.js';

/**
 * How much each value of a sample moves its Harrell-Davis quantile: the derivative of the quantile by the value's
 * share of the weight. Weighted sums of these over independent clusters linearise the quantile, and their squares add
 * up to its variance, without a density estimate. The influences, weighted, add up to 0.
 *
 * @param p in (0, 1)
 * @returns one influence a value, in the sample's order
 * Cost: one pass. Source: infinitesimal jackknife (Efron, 1982) of sum W_i x_(i).
 * @example quantileInfluence(sampleOf(Float64Array.of(7, 7, 7)), 0.5) // Float64Array.of(0, 0, 0)
 */
export function quantileInfluence(sample: WeightedSample, p: number): Float64Array {
  const { values, cumulative, size } = sample;
  const a = (size + 1) * p - 1;
  const b = (size + 1) * (1 - p) - 1;
  const logB = logBeta(a + 1, b + 1);
  const influence = new Float64Array(values.length);
  // Q = x_(n) - sum over gaps of F(S_i) gap_i; more weight on a value raises the S_i at and above it.
  let mean = 0;
  for (let i = values.length - 2; i >= 0; i--) {
    const gap = values[i + 1]! - values[i]!;
    const share = cumulative[i]!;
    const slope =
      gap > 0 && share < 1 ? gap * Math.exp(a * Math.log(share) + b * Math.log1p(-share) - logB) : 0;
    influence[i] = influence[i + 1]! - slope;
    mean += slope * share;
  }
  for (let i = 0; i < influence.length; i++) influence[i] = influence[i]! + mean;
  return influence;
}
