import { gammaln } from 'simple-statistics';

/**
 * Natural log of the beta function B(a, b) = gamma(a) gamma(b) / gamma(a + b), for a, b > 0.
 *
 * @example Math.round(Math.exp(logBeta(2, 3)) * 12) // 1
 */
export function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}
