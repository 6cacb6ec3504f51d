/** A lower and an upper bound. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a proportion.
 *
 * @param share observed share, in [0, 1]
 * @param n observations, any real number above 0 (an effective n is fine); 0 gives [0, 1]
 * @param z factor of the standard error: a normal or Student quantile
 * Source: Wilson, JASA 22 (1927).
 * @example wilsonInterval(0.5, 0, 1.645) // { low: 0, high: 1 }
 */
export function wilsonInterval(share: number, n: number, z: number): Interval {
  if (n <= 0) return { low: 0, high: 1 };
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
