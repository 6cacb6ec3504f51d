type Direction = 'round' | 'floor' | 'ceil';

/**
 * A value above 0 brought to the nearest (or next lower, or next higher) point of exp(j ln(1 + share)), j a whole number.
 *
 * @example Math.round(roundedTo(0.025, 100_000)) // 99385
 */
export function roundedTo(share: number, value: number, direction: Direction = 'round'): number {
  const step = Math.log1p(share);
  // A point of the grid stays where it is, whatever the last bits of its logarithm are.
  const slack = direction === 'floor' ? 1e-9 : direction === 'ceil' ? -1e-9 : 0;
  return Math.exp(step * Math[direction](Math.log(value) / step + slack));
}

/**
 * A count brought to the nearest multiple of a step.
 *
 * @example roundedCount(13, 5) // 15
 */
export function roundedCount(count: number, step: number): number {
  return step * Math.round(count / step);
}
