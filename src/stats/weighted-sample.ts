import { ascendingOrder } from './ascending-order.js';
import { effectiveSize } from './effective-size.js';

/** A sample in ascending order, with weights. */
export interface WeightedSample {
  readonly values: Float64Array;
  /** The share of all weight up to and including each value, ascending to 1. */
  readonly cumulative: Float64Array;
  /** Where each value stood before sorting. */
  readonly order: Uint32Array;
  /** Effective number of observations. */
  readonly size: number;
}

/**
 * Sorts a sample with its weights, ties in the order given.
 *
 * @param values finite or infinite, never NaN; empty gives an empty sample of size 0
 * @param weights not negative, one a value; all 1 where left out
 * @param size the effective number of observations where it is not Kish's of the weights (several values can be one
 *   observation)
 * @example sampleOf(Float64Array.of(3, 1)).values // Float64Array.of(1, 3)
 */
export function sampleOf(values: Float64Array, weights?: Float64Array, size?: number): WeightedSample {
  const order = ascendingOrder(values);
  const sorted = new Float64Array(values.length);
  const cumulative = new Float64Array(order.length);
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    sum += weights ? weights[order[i]!]! : 1;
    cumulative[i] = sum;
    sorted[i] = values[order[i]!]!;
  }
  for (let i = 0; i < cumulative.length; i++) cumulative[i] = cumulative[i]! / sum;
  return {
    values: sorted,
    cumulative,
    order,
    size: size ?? (weights ? effectiveSize(weights) : values.length),
  };
}
