/**
 * The weighted mean; 0 where there is no weight.
 *
 * @example weightedMean(Float64Array.of(1, 4), Float64Array.of(2, 1)) // 2
 */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return total > 0 ? sum / total : 0;
}
