import type { Estimate } from '../domain/estimate.js';
import { standardPercentiles, type QuantileMethod } from '../domain/worth-query.js';
import { sampleOf } from '../stats/weighted-sample.js';
import { clustersOf } from './clusters.js';
import type { LandingPosition } from './landing.js';
import { offerPoints } from './offer-points.js';
import { PayDistribution } from './pay-distribution.js';
import type { Pool } from './pool.js';

/** The offers that match every condition, as they are: each counts the same, whatever its age, tier or employer. */
export function exactCohort(
  pool: Pool,
  rows: Uint32Array,
  method: QuantileMethod,
  landings: readonly LandingPosition[],
  minCoverage: number,
): Estimate['exactCohort'] {
  if (rows.length === 0) return { offers: 0, employers: 0, percentiles: [] };
  const shares = new Float64Array(rows.length).fill(1 / rows.length);
  const points = offerPoints(pool, rows, shares, landings);
  const distribution = new PayDistribution(sampleOf(points.pays, points.weights, rows.length), method);
  return {
    offers: rows.length,
    employers: clustersOf(pool.columns, rows, minCoverage).employers,
    percentiles: standardPercentiles.map((percentile) => ({
      percentile,
      value: distribution.quantile(percentile / 100),
    })),
  };
}
