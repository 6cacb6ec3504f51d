import { betaTable, type BetaTable } from './beta-table.js';
import { incompleteBeta } from './incomplete-beta.js';
import { logBeta } from './log-beta.js';

/** Shapes below this are evaluated exactly; a table of them would not be smooth enough. */
const LEAST_TABLED_SHAPE = 8;
const KEPT = 16;

interface Kept {
  readonly p: number;
  readonly n: number;
  readonly curve: BetaTable;
}

/** The curves last used: one answer reads the same ones for its percentiles, their errors and their bounds. */
const kept: Kept[] = [];

function exactCurve(a: number, b: number): BetaTable {
  const logB = logBeta(a, b);
  return {
    low: 0,
    high: 1,
    reach: (x) => incompleteBeta(x, a, b, logB),
    density: (x) =>
      x <= 0 || x >= 1 ? 0 : Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logB),
  };
}

/**
 * The distribution on [0, 1] by which the Harrell-Davis p-quantile of n observations weighs the order statistics:
 * Beta((n + 1) p, (n + 1) (1 - p)).
 *
 * @param p in (0, 1)
 * @param n any real number of at least 1
 * Source: Harrell and Davis, Biometrika 69 (1982).
 */
export function harrellDavisCurve(p: number, n: number): BetaTable {
  return p > 0.5 ? mirrored(curveOf(roundedShare(1 - p), n)) : curveOf(p, n);
}

/** 1 - .9 is not .1 to the last digit, but one table serves both. */
const DIGITS = 1e12;

function roundedShare(share: number): number {
  return Math.max(1, Math.round(share * DIGITS)) / DIGITS;
}

/** The distribution of 1 - x. */
function mirrored(curve: BetaTable): BetaTable {
  return {
    low: 1 - curve.high,
    high: 1 - curve.low,
    reach: (x) => 1 - curve.reach(1 - x),
    density: (x) => curve.density(1 - x),
  };
}

/** @param p at most .5 */
function curveOf(p: number, n: number): BetaTable {
  const known = kept.find((entry) => entry.p === p && entry.n === n);
  if (known) return known.curve;
  const [a, b] = [(n + 1) * p, (n + 1) * (1 - p)];
  const curve = Math.min(a, b) < LEAST_TABLED_SHAPE ? exactCurve(a, b) : betaTable(a, b);
  if (kept.unshift({ p, n, curve }) > KEPT) kept.pop();
  return curve;
}
