/**
 * Kish's effective sample size (sum w)^2 / sum w^2: how many equally weighted observations tell as much. 0 for no
 * weight at all.
 *
 * @param weights not negative
 * @example effectiveSize([1, 1, 0.5, 0]) // 2.7777777777777777
 */
export function effectiveSize(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! * weights[i]!;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
