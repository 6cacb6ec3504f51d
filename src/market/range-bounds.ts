import { standardPercentiles, type QuantileMethod } from '../domain/worth-query.js';
import { quantileOf } from '../stats/weighted-quantile.js';
import { sampleOf } from '../stats/weighted-sample.js';
import type { LandingPosition } from './landing.js';
import { PayDistribution } from './pay-distribution.js';
import type { Pool } from './pool.js';

/** A percentile lies between these, pay being inside its range; null where an open end leaves it unbounded. */
export interface RangeBound {
  readonly percentile: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Where more of the pay learned later fell outside its range, bounds would not be bounds. */
const MOST_OUTSIDE = 0.1;
/** An open end with less of a percentile's mass than this would need millions of times its pay to move it. */
const NEGLIGIBLE = 1e-6;

function quantilesOfEnds(
  ends: Float64Array,
  shares: Float64Array,
  method: QuantileMethod,
): (number | null)[] {
  const open = ends.map((end) => (Number.isFinite(Math.log(end)) ? 0 : 1));
  // Open lower ends sort first, open upper ends last; the nearest real end stands in for them.
  const real = ends.filter((_, i) => open[i] === 0).sort();
  if (real.length === 0) return standardPercentiles.map(() => null);
  const standIns = ends.map((end) => Math.min(Math.max(end, real[0]!), real[real.length - 1]!));
  const distribution = new PayDistribution(sampleOf(standIns, shares), method);
  const sorted = sampleOf(ends, shares);
  const openness = { ...sorted, values: Float64Array.from(sorted.order, (i) => open[i]!) };
  return standardPercentiles.map((percentile) => {
    const p = percentile / 100;
    return quantileOf(openness, p, method) > NEGLIGIBLE ? null : distribution.quantile(p);
  });
}

/**
 * What offered ranges say without any assumption of where in them pay lands (METHOD 4): the percentiles of their
 * minima and of their maxima.
 *
 * @param rows with their weights; ranges of any width and open ends among them
 * @returns empty for no rows, and where too much pay that was learned later fell outside its range
 */
export function rangeBounds(
  pool: Pool,
  rows: Uint32Array,
  shares: Float64Array,
  method: QuantileMethod,
  landings: readonly LandingPosition[],
): RangeBound[] {
  const isRange = (row: number): boolean => pool.low[row] !== pool.high[row];
  const broken = (row: number): boolean =>
    isRange(row) && landings[pool.columns.tier[row]!]!.outside > MOST_OUTSIDE;
  if (rows.length === 0 || rows.some(broken)) return [];
  const ends = (of: Float64Array): (number | null)[] =>
    quantilesOfEnds(
      Float64Array.from(rows, (row) => of[row]!),
      shares,
      method,
    );
  const [lows, highs] = [ends(pool.low), ends(pool.high)];
  return standardPercentiles.map((percentile, i) => ({ percentile, low: lows[i]!, high: highs[i]! }));
}
