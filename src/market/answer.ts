import { dayNumber, dayOf } from '../core/calendar-date.js';
import type { Estimate, Percentile } from '../domain/estimate.js';
import type { Policy } from '../domain/policy.js';
import { standardPercentiles, type WorthQuery } from '../domain/worth-query.js';
import { cohortsOf, type Cohort } from './cohort.js';
import { UNKNOWN_DAY } from './columns.js';
import { confidenceOf } from './confidence.js';
import { evidenceOf, weighCohort, type WeighedCohort } from './evidence.js';
import { exactCohort } from './exact-cohort.js';
import { ladderOf, type Ladder } from './ladder.js';
import type { LandingPosition } from './landing.js';
import { methodOf } from './method.js';
import { offerWeights } from './offer-weights.js';
import { payPosition } from './pay-position.js';
import type { Pool } from './pool.js';
import { rangeBounds } from './range-bounds.js';
import { halfWidth, type PooledSpread } from './sampling-error.js';

/** What an answer is made from, beside the query. */
export interface Grounds {
  readonly pool: Pool;
  readonly pooled: PooledSpread;
  /** How many offers of the pool have each skill. */
  readonly skillFrequency: Uint32Array;
  readonly landings: readonly LandingPosition[];
  readonly leftOut: number;
  readonly policy: Policy;
}

const DAYS_A_MONTH = 365.25 / 12;

/** A query's cohort, weighed and ready for figures of it. */
export class Answer {
  readonly #asOf: number;
  readonly #ladder: Ladder;
  readonly #cohorts: { readonly exact: Cohort; readonly widened: Cohort };
  readonly #weighed: WeighedCohort | null;

  constructor(
    private readonly grounds: Grounds,
    private readonly query: WorthQuery,
  ) {
    const { pool, landings, pooled, policy, skillFrequency } = grounds;
    this.#asOf = query.asOf === undefined ? pool.newest : dayNumber(query.asOf);
    this.#ladder = ladderOf(pool.columns, query, skillFrequency);
    this.#cohorts = cohortsOf(pool, this.#ladder);
    const { rows } = this.#cohorts.widened;
    const asOf = this.#asOf;
    this.#weighed =
      rows.length === 0 ? null : weighCohort(pool, rows, asOf, landings, pooled, query.quantile, policy);
  }

  /** The pay at a percentile in (0, 100) with its interval; null where no offer enters an estimate. */
  percentile(percentile: number): Percentile | null {
    if (!this.#weighed) return null;
    const value = this.#weighed.distribution.quantile(percentile / 100);
    const width = halfWidth(this.#weighed, percentile / 100);
    const [low, high] = width === null ? [null, null] : [value * Math.exp(-width), value * Math.exp(width)];
    return { percentile, value, low, high };
  }

  /** The full answer; null where no offer enters an estimate. */
  estimate(): Estimate | null {
    if (!this.#weighed) return null;
    const { pool, landings, leftOut, policy } = this.grounds;
    const { exact, widened } = this.#cohorts;
    const givenUp = this.#ladder.givenUp(widened.rung);
    const evidence = evidenceOf(pool, this.#cohorts, this.#weighed, givenUp, leftOut);
    const minCoverage = policy.labels.minEmployerCoverage;
    return {
      query: this.query,
      currency: pool.currency,
      period: 'year',
      basis: pool.basis,
      tax: pool.tax,
      asOf: this.#asOf === UNKNOWN_DAY ? null : (this.query.asOf ?? dayOf(this.#asOf)),
      percentiles: standardPercentiles.map((percentile) => this.percentile(percentile)!),
      rangeBounds: this.#rangeBounds(),
      exactCohort: exactCohort(pool, exact.rows, this.query.quantile, landings, minCoverage),
      position: payPosition(this.query, this.#weighed.distribution, policy),
      drivers: [],
      evidence,
      confidence: this.#confidence(evidence.borrowedShare),
      suppressed: null,
      method: methodOf(this.query.quantile),
    };
  }

  #rangeBounds(): Estimate['rangeBounds'] {
    const { pool, landings, policy } = this.grounds;
    const rows = this.#cohorts.widened.boundRows;
    const { shares } = offerWeights(pool.columns, rows, this.#asOf, policy.weights);
    return rangeBounds(pool, rows, shares, this.query.quantile, landings);
  }

  #confidence(borrowedShare: number): Estimate['confidence'] {
    const { medianDay, employers } = this.#weighed!;
    const { value, low, high } = this.percentile(50)!;
    return confidenceOf(
      {
        halfWidth: low === null || high === null ? null : (high - low) / (2 * value),
        employers,
        medianAgeMonths: medianDay === UNKNOWN_DAY ? null : (this.#asOf - medianDay) / DAYS_A_MONTH,
        borrowedShare,
      },
      this.grounds.policy.labels,
    );
  }

  /** How many offers of the cohort count for bounds only. */
  get boundsOnly(): number {
    return this.#cohorts.widened.boundRows.length - this.#cohorts.widened.rows.length;
  }
}
