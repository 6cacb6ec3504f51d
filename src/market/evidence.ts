import { dayOf } from '../core/calendar-date.js';
import type { Evidence } from '../domain/estimate.js';
import type { Policy } from '../domain/policy.js';
import type { QuantileMethod } from '../domain/worth-query.js';
import { sampleOf } from '../stats/weighted-sample.js';
import { effectiveSize } from '../stats/effective-size.js';
import { clustersOf } from './clusters.js';
import { UNKNOWN_DAY } from './columns.js';
import type { Cohort } from './cohort.js';
import type { LandingPosition } from './landing.js';
import { offerPoints } from './offer-points.js';
import { medianDay, offerWeights } from './offer-weights.js';
import { PayDistribution } from './pay-distribution.js';
import type { Pool } from './pool.js';
import type { ErrorSource, PooledSpread } from './sampling-error.js';

/** A cohort, weighed: what percentiles and their intervals are read from. */
export interface WeighedCohort extends ErrorSource {
  readonly distribution: PayDistribution;
  readonly effectiveOffers: number;
  readonly employers: number | null;
  readonly medianDay: number;
  readonly equalShares: boolean;
}

/** Adds up shares by cluster. */
function sharesBy(ids: Uint32Array, count: number, shares: Float64Array): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < ids.length; i++) sums[ids[i]!] = sums[ids[i]!]! + shares[i]!;
  return sums;
}

/** Weighs the offers of a cohort, not empty, as of a day. */
export function weighCohort(
  pool: Pool,
  rows: Uint32Array,
  asOf: number,
  landings: readonly LandingPosition[],
  pooled: PooledSpread,
  method: QuantileMethod,
  policy: Policy,
): WeighedCohort {
  const { shares, equalShares } = offerWeights(pool.columns, rows, asOf, policy.weights);
  const points = offerPoints(pool, rows, shares, landings);
  const effectiveOffers = effectiveSize(shares);
  const distribution = new PayDistribution(sampleOf(points.pays, points.weights, effectiveOffers), method);
  const clusters = clustersOf(pool.columns, rows, policy.labels.minEmployerCoverage);
  return {
    distribution,
    sample: distribution.logs,
    clusters: Uint32Array.from(points.offer, (i) => clusters.ids[i]!),
    clusterShares: sharesBy(clusters.ids, clusters.count, shares),
    pooled,
    effectiveOffers,
    employers: clusters.employers,
    medianDay: medianDay(pool.columns, rows),
    equalShares,
  };
}

/** The first and the last day of some rows; null where none has a date. */
function span(pool: Pool, rows: Uint32Array): Pick<Evidence, 'oldest' | 'newest'> {
  let [first, last] = [Infinity, -Infinity];
  for (const row of rows) {
    const day = pool.columns.day[row]!;
    if (day === UNKNOWN_DAY) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return first > last ? { oldest: null, newest: null } : { oldest: dayOf(first), newest: dayOf(last) };
}

/** What stands behind an answer. */
export function evidenceOf(
  pool: Pool,
  { exact, widened }: { readonly exact: Cohort; readonly widened: Cohort },
  weighed: WeighedCohort,
  givenUp: readonly string[],
  leftOut: number,
): Evidence {
  return {
    offers: widened.rows.length,
    effectiveOffers: weighed.effectiveOffers,
    employers: weighed.employers,
    ...span(pool, widened.rows),
    converted: pool.convertedFrom === null ? 0 : widened.rows.length,
    implausible: 0,
    leftOut,
    borrowedShare: 1 - exact.rows.length / widened.rows.length,
    widened: [...givenUp],
  };
}
