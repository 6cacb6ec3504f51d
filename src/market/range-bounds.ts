import type { Estimate } from '../domain/estimate.js';
import { standardPercentiles, type QuantileMethod } from '../domain/worth-query.js';
import { quantileOf } from '../stats/weighted-quantile.js';
import { sampleOf } from '../stats/weighted-sample.js';
import type { LandingPosition } from './landing.js';
import { PayDistribution } from './pay-distribution.js';

/** Offers with the ends of their pay, brought to the profile. */
export interface Ends {
  /** Logs of the lower and the upper ends; infinite where open. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Their weights, adding up to 1. */
  readonly shares: Float64Array;
  /** Effective number of offers. */
  readonly size: number;
}

/** Where more of the pay learned later fell outside its range, bounds would not be bounds. */
const MOST_OUTSIDE = 0.1;
/** An open end with less of a percentile's mass than this would need millions of times its pay to move it. */
const NEGLIGIBLE = 1e-6;

/** Whether the ranges of a tier hold what was paid later. */
export function holds(landing: LandingPosition): boolean {
  return landing.outside <= MOST_OUTSIDE;
}

function quantilesOfEnds(
  ends: Float64Array,
  { shares, size }: Ends,
  method: QuantileMethod,
): (number | null)[] {
  // Open lower ends sort first, open upper ends last; the nearest real end stands in for them.
  const sorted = sampleOf(ends, shares, size);
  const real = sorted.values.filter(Number.isFinite);
  if (real.length === 0) return standardPercentiles.map(() => null);
  const [least, greatest] = [real[0]!, real[real.length - 1]!];
  const standIns = sorted.values.map((end) => Math.min(Math.max(end, least), greatest));
  const openness = { ...sorted, values: sorted.values.map((end) => (Number.isFinite(end) ? 0 : 1)) };
  const distribution = new PayDistribution({ ...sorted, values: standIns }, method);
  return standardPercentiles.map((percentile) => {
    const p = percentile / 100;
    const open = real.length < sorted.values.length && quantileOf(openness, p, method) > NEGLIGIBLE;
    return open ? null : distribution.quantile(p);
  });
}

/**
 * What offered ranges say without any assumption of where in them pay lands (METHOD 4): the percentiles of their
 * minima and of their maxima. A bound is null where an open end leaves it open. Empty for no offers.
 */
export function rangeBounds(ends: Ends, method: QuantileMethod): Estimate['rangeBounds'] {
  if (ends.low.length === 0) return [];
  const lows = quantilesOfEnds(ends.low, ends, method);
  const highs = quantilesOfEnds(ends.high, ends, method);
  return standardPercentiles.map((percentile, i) => ({ percentile, low: lows[i]!, high: highs[i]! }));
}
