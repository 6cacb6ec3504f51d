import { dayNumber } from '../../core/calendar-date.js';
import { annualFactor } from '../../domain/annual-pay.js';
import type { Confidence, Percentile, WorthAnswer } from '../../domain/estimate.js';
import type { Policy } from '../../domain/policy.js';
import type { Release, ReleasedCell } from '../../domain/release.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { confidenceOf } from '../confidence.js';
import { methodOf } from '../method.js';
import { nearestRoles } from '../nearest-roles.js';
import { suppressedEstimate } from '../suppressed.js';
import { AdjustedCell } from './adjusted-cell.js';
import { givenUp, type GivenUp } from './given-up.js';
import { quartersOf, ReleasedMarket, type FoundCell } from './released-market.js';
import { termAdjustment, type TermAdjustment } from './term-adjustment.js';

export interface ReleasedAnswersTools {
  readonly policy: Policy;
  readonly familyOf: (role: string) => string | null;
}

/** The one definition that released percentiles are of, whatever was asked for. */
const QUANTILE = 'hd';
const DAYS_A_MONTH = 365.25 / 12;

/** A cell that tells of its middle alone is no ground for more than a careful answer. */
const CAREFUL = 2;

/**
 * Answers from a release alone (METHOD 8): whatever is asked, and however often, nothing but published figures can be
 * worked out. Equal releases give equal answers.
 */
export class ReleasedAnswers {
  readonly #market: ReleasedMarket;

  /** @param release null before the first */
  constructor(
    private readonly release: Release | null,
    private readonly tools: ReleasedAnswersTools,
  ) {
    this.#market = new ReleasedMarket(release ?? { pools: [] });
  }

  /** The release's content hash. */
  get dataVersion(): string {
    return this.release?.hash ?? 'nothing released';
  }

  /** Whether a role is released, or known to belong to a family. What offers there are does not count. */
  knows(role: string): boolean {
    return this.#market.hasRole(role) || this.tools.familyOf(role) !== null;
  }

  /** The full answer from the deepest released cell. Without one: `percentiles: []` and `suppressed` filled. */
  estimate(query: WorthQuery): WorthAnswer {
    const found = this.#find(query);
    if (!found) return this.#nothing(query);
    const adjustment = termAdjustment(query, found);
    return this.#estimateOf(query, found, adjustment, this.#adjusted(found, adjustment));
  }

  /** One percentile with its interval; null where none around it is released. */
  percentile(query: WorthQuery, percentile: number): Percentile | null {
    const found = this.#find(query);
    return found && this.#adjusted(found, termAdjustment(query, found)).percentile(percentile);
  }

  #find(query: WorthQuery): FoundCell | null {
    return this.knows(query.role) ? this.#market.find(query, this.tools.familyOf(query.role)) : null;
  }

  #adjusted({ cell }: FoundCell, adjustment: TermAdjustment): AdjustedCell {
    return new AdjustedCell(cell, adjustment, this.tools.policy.release.boundRounding);
  }

  #estimateOf(
    query: WorthQuery,
    found: FoundCell,
    { drivers }: TermAdjustment,
    adjusted: AdjustedCell,
  ): WorthAnswer {
    const { pool, cell, leftOut } = found;
    const { offers, employers, oldest, newest } = cell;
    const lost = givenUp(query, cell, this.tools.familyOf(query.role));
    const percentiles = [...adjusted.percentiles];
    return {
      query,
      currency: pool.currency,
      period: 'year',
      basis: pool.basis,
      tax: pool.tax,
      asOf: newest,
      percentiles,
      rangeBounds: adjusted.rangeBounds(),
      exactCohort: exactCohort(cell, lost),
      position: this.#position(query, adjusted),
      drivers,
      evidence: {
        offers,
        effectiveOffers: offers,
        employers,
        oldest,
        newest,
        converted: 0,
        // Left out before figures are made; how many is not published.
        implausible: 0,
        leftOut,
        borrowedShare: lost.deep ? 0 : 1,
        widened: lost.widened,
      },
      confidence: this.#confidence(cell, percentiles, lost),
      suppressed: null,
      ...(query.trend ? { trend: adjusted.trend(quartersOf(found)) } : {}),
      method: methodOf(QUANTILE),
    };
  }

  #position({ pay, period, employment }: WorthQuery, adjusted: AdjustedCell): WorthAnswer['position'] {
    const factor = annualFactor({ period, employment }, this.tools.policy.periods);
    return pay === undefined || factor === null ? null : adjusted.position(pay * factor);
  }

  #confidence(cell: ReleasedCell, percentiles: readonly Percentile[], { deep }: GivenUp): Confidence {
    const { value, low, high } = percentiles.find(({ percentile }) => percentile === 50)!;
    const { middle, newest, employers } = cell;
    const label = confidenceOf(
      {
        halfWidth: low === null || high === null ? null : (high - low) / (2 * value),
        employers,
        medianAgeMonths:
          middle === null || newest === null ? null : (dayNumber(newest) - dayNumber(middle)) / DAYS_A_MONTH,
        borrowedShare: deep ? 0 : 1,
      },
      this.tools.policy.labels,
    );
    return percentiles.length < CAREFUL && label !== 'thin' ? 'low' : label;
  }

  #nothing(query: WorthQuery): WorthAnswer {
    const nearest = nearestRoles(query.role, this.#market.roles, this.tools.familyOf);
    const [least] = this.tools.policy.release.rows;
    const needed = `At least ${least!.contributors} contributors and ${least!.employers} employers, none of them above a fourth of the offers; then the next release.`;
    const reason =
      this.release === null
        ? 'Nothing has been released from this store yet.'
        : `Nothing is released that answers for the role "${query.role}".`;
    return {
      ...suppressedEstimate(query, { reason, needed, nearest }),
      method: methodOf(QUANTILE),
    };
  }
}

/** The cell itself, where it is all that was asked for. */
function exactCohort(
  { offers, employers, percentiles }: ReleasedCell,
  { widened }: GivenUp,
): WorthAnswer['exactCohort'] {
  if (widened.length > 0) return { offers: 0, employers: null, percentiles: [] };
  return {
    offers,
    employers,
    percentiles: percentiles.map(({ percentile, value }) => ({ percentile, value })),
  };
}
