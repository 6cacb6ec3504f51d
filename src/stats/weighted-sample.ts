import { effectiveSize } from './effective-size.js';

/** A sample in ascending order, with weights. */
export interface WeightedSample {
  readonly values: Float64Array;
  /** The share of all weight up to and including each value, ascending to 1. */
  readonly cumulative: Float64Array;
  /** Effective number of observations. */
  readonly size: number;
}

/** The indices of `values` in the order of the values, ties by index. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i);
  return order.sort((a, b) => values[a]! - values[b]! || a - b);
}

/**
 * Sorts a sample with its weights.
 *
 * @param values finite or infinite, never NaN; empty gives an empty sample of size 0
 * @param weights not negative, one a value; all 1 where left out
 * @param size the effective number of observations where it is not Kish's of the weights (several values can be one
 *   observation)
 * @example sampleOf(Float64Array.of(3, 1)).values // Float64Array.of(1, 3)
 */
export function sampleOf(values: Float64Array, weights?: Float64Array, size?: number): WeightedSample {
  if (!weights) {
    const n = values.length;
    const cumulative = Float64Array.from(values, (_, i) => (i + 1) / n);
    return { values: values.toSorted(), cumulative, size: size ?? n };
  }
  const order = ascendingOrder(values);
  const cumulative = new Float64Array(order.length);
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    sum += weights[order[i]!]!;
    cumulative[i] = sum;
  }
  for (let i = 0; i < cumulative.length; i++) cumulative[i] = cumulative[i]! / sum;
  const sorted = Float64Array.from(order, (i) => values[i]!);
  return { values: sorted, cumulative, size: size ?? effectiveSize(weights) };
}
