import { logBeta } from './log-beta.js';

const TINY = 1e-300;
const MAX_STEPS = 100_000;

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / keepOffZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MAX_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / keepOffZero(1 + even * d);
    c = keepOffZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / keepOffZero(1 + odd * d);
    c = keepOffZero(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

function keepOffZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/**
 * The regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b) at x.
 *
 * @param x clamped to [0, 1]; NaN gives NaN
 * @param a shape, above 0
 * @param b shape, above 0
 * @param logB `logBeta(a, b)`, where the caller has it already
 * Cost: about the square root of max(a, b) steps. Source: DLMF 8.17.
 * @example incompleteBeta(0.25, 1, 1) // 0.25
 */
export function incompleteBeta(x: number, a: number, b: number, logB = logBeta(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logB);
  // Each side of the mean has its own fraction that converges fast.
  if (x < (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a;
  return 1 - (front * continuedFraction(1 - x, b, a)) / b;
}
