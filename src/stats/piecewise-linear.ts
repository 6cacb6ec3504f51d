/** Where a value stands among knots: on segment `segment`, `fraction` of the way to the next knot. */
export interface KnotPosition {
  readonly segment: number;
  readonly fraction: number;
}

/**
 * Knots at evenly spaced quantiles of a sample, ascending, each once, the ends included.
 *
 * @param sorted ascending, without NaN
 * @param most the largest number of knots
 * @example quantileKnots([1, 1, 1, 2, 3], 3) // [1, 3]
 */
export function quantileKnots(sorted: ArrayLike<number>, most: number): number[] {
  const knots: number[] = [];
  for (let k = 0; k < most && sorted.length > 0; k++) {
    const value = sorted[Math.floor((k / (most - 1)) * (sorted.length - 1))]!;
    if (knots.length === 0 || value > knots[knots.length - 1]!) knots.push(value);
  }
  return knots;
}

/**
 * The position of a value among at least two knots; beyond the ends, the end itself.
 *
 * @example positionAmong([0, 10, 30], 15) // { segment: 1, fraction: 0.25 }
 */
export function positionAmong(knots: readonly number[], value: number): KnotPosition {
  let segment = 0;
  while (segment < knots.length - 2 && value >= knots[segment + 1]!) segment++;
  const from = knots[segment]!;
  const fraction = (value - from) / (knots[segment + 1]! - from);
  return { segment, fraction: Math.min(1, Math.max(0, fraction)) };
}
