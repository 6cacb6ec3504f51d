import { betaQuantile } from './beta-quantile.js';
import { incompleteBeta } from './incomplete-beta.js';
import { normalQuantile } from './normal.js';

/** Above so many degrees of freedom two terms of the expansion at the normal are exact to ten digits. */
const NEARLY_NORMAL = 100_000;
const MILLION = 1_000_000;

/**
 * The quantile of Student's t distribution.
 *
 * @param p in (0, 1); 0 and 1 give -Infinity and Infinity
 * @param df degrees of freedom, any real number above 0
 * Source: t^2 / (df + t^2) is Beta(1/2, df/2) (DLMF 8.17(vi)); Cornish and Fisher's expansion for large df.
 * @example Math.round(studentTQuantile(0.95, 9) * 1000) // 1833
 */
export function studentTQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentTQuantile(1 - p, df);
  if (df > NEARLY_NORMAL) {
    const z = normalQuantile(p);
    return z + (z ** 3 + z) / (4 * df);
  }
  const share = betaQuantile(2 * p - 1, 0.5, df / 2);
  return Math.sqrt((df * share) / (1 - share));
}

/**
 * The probability that |T| exceeds |t|, T of Student's t distribution: the two-sided p-value of a t test.
 *
 * @param t any number; NaN gives NaN
 * @param df degrees of freedom, any real number above 0; more than a million count as a million
 * Source: DLMF 8.17(vi).
 * @example studentTTail(1, 1).toFixed(12) // '0.500000000000'
 */
export function studentTTail(t: number, df: number): number {
  const freedom = Math.min(df, MILLION);
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}
