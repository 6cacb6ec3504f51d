/**
 * The weighted sum of squares; 0 of nothing.
 *
 * @example weightedSquares(Float64Array.of(1, 2), Float64Array.of(1, 3)) // 13
 */
export function weightedSquares(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weights[i]! * values[i]! ** 2;
  return sum;
}
