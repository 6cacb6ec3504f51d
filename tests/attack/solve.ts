import type { WorthAnswer } from '../../src/domain/estimate.js';
import type { QuantileMethod } from '../../src/domain/worth-query.js';
import { quantileOfSorted } from '../../src/stats/weighted-quantile.js';

/** One published percentile as an equation in the sorted pays of a cell of known size. */
export interface Equation {
  readonly weights: readonly number[];
  readonly value: number;
}

/** By how much each of n sorted pays counts in a percentile. */
function weightsOf(n: number, percentile: number, method: QuantileMethod): number[] {
  return Array.from({ length: n }, (_, i) =>
    quantileOfSorted(n, (at) => (at === i ? 1 : 0), percentile / 100, method),
  );
}

/** What an answer tells of a cell: its own percentiles where they are shown, else those of the answer. */
export function toldBy({
  exactCohort,
  percentiles,
}: WorthAnswer): readonly { percentile: number; value: number }[] {
  return exactCohort.percentiles.length > 0 ? exactCohort.percentiles : percentiles;
}

/** The percentiles of an answer as equations; Harrell-Davis is linear in logs, the others in pay. */
export function equationsOf(answer: WorthAnswer, n: number): Equation[] {
  const { quantile } = answer.method;
  return toldBy(answer).map(({ percentile, value }) => ({
    weights: weightsOf(n, percentile, quantile),
    value: quantile === 'hd' ? Math.log(value) : value,
  }));
}

/** Solves a small symmetric system with a trace of damping, by elimination with pivots. */
function solveSystem(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let c = 0; c < rows.length; c++) {
    const pivot = rows.reduce(
      (best, _, r) => (r >= c && Math.abs(rows[r]![c]!) > Math.abs(rows[best]![c]!) ? r : best),
      c,
    );
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    for (let r = 0; r < rows.length; r++) {
      if (r === c) continue;
      const factor = rows[r]![c]! / rows[c]![c]!;
      for (let k = c; k <= rows.length; k++) rows[r]![k]! -= factor * rows[c]![k]!;
    }
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!);
}

const DAMPING = 1e-12;

/** The unknowns nearest to a first guess that satisfy all equations: all there is to tell where they are too few. */
export function leastNorm(equations: readonly Equation[], n: number, guess: number): number[] {
  const gram = equations.map(({ weights: a }, i) =>
    equations.map(({ weights: b }, j) => a.reduce((sum, w, k) => sum + w * b[k]!, i === j ? DAMPING : 0)),
  );
  const off = equations.map(({ weights, value }) => value - weights.reduce((sum, w) => sum + w * guess, 0));
  const factors = equations.length === 0 ? [] : solveSystem(gram, off);
  return Array.from({ length: n }, (_, k) =>
    equations.reduce((sum, { weights }, i) => sum + factors[i]! * weights[k]!, guess),
  );
}

const [LEAST, MOST] = [Math.log(30_000), Math.log(400_000)];

/** The point of an interval with the least misfit, by ever finer grids; the middle of all such points. */
export async function bestFit(
  misfit: (log: number) => number | Promise<number>,
  points: number,
  rounds: number,
): Promise<number> {
  let [from, to] = [LEAST, MOST];
  for (let round = 0; round < rounds; round++) {
    const step = (to - from) / (points - 1);
    const grid: { readonly at: number; readonly misfit: number }[] = [];
    for (let i = 0; i < points; i++) {
      const at = from + step * i;
      grid.push({ at, misfit: await misfit(at) });
    }
    const least = Math.min(...grid.map((point) => point.misfit));
    const best = grid.filter((point) => point.misfit <= least + 1e-12).map(({ at }) => at);
    [from, to] = [best[0]! - step, best.at(-1)! + step];
  }
  return (from + to) / 2;
}

/** The pay that explains an answer best, given all other pays of its cell. */
export async function payThatExplains(answer: WorthAnswer, others: readonly number[]): Promise<number> {
  const known = others.map(Math.log);
  const told = toldBy(answer).map(({ percentile, value }) => ({
    weights: weightsOf(known.length + 1, percentile, 'hd'),
    log: Math.log(value),
  }));
  const misfit = (log: number): number => {
    const logs = [...known, log].sort((a, b) => a - b);
    return told.reduce((sum, each) => {
      const expected = each.weights.reduce((total, weight, i) => total + weight * logs[i]!, 0);
      return sum + (expected - each.log) ** 2;
    }, 0);
  };
  return Math.exp(await bestFit(misfit, 201, 4));
}
