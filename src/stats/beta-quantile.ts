import { incompleteBeta } from './incomplete-beta.js';
import { logBeta } from './log-beta.js';

/**
 * The quantile of Beta(a, b): the x with I_x(a, b) = p. Newton's method on the distribution function, kept inside a
 * shrinking bracket.
 *
 * @param p in [0, 1]; NaN gives NaN
 * @param a shape, above 0
 * @param b shape, above 0
 * @example betaQuantile(0.5, 4, 4) // 0.5
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const logB = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 200; step++) {
    const error = incompleteBeta(x, a, b, logB) - p;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logB);
    const newton = x - error / density;
    // Near an end a bracket in ratio closes faster than one in difference.
    const middle = low > 0 && high / low > 4 ? Math.sqrt(low * high) : (low + high) / 2;
    const next = newton > low && newton < high ? newton : middle;
    if (Math.abs(next - x) <= 1e-15 * next) return next;
    x = next;
  }
  return x;
}
