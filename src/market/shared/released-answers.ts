import { dayNumber } from '../../core/calendar-date.js';
import { annualFactor } from '../../domain/annual-pay.js';
import type { Confidence, Percentile, WorthAnswer } from '../../domain/estimate.js';
import type { Policy } from '../../domain/policy.js';
import type { Release, ReleasedCell } from '../../domain/release.js';
import type { Demand } from '../../domain/demand.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { confidenceOf } from '../confidence.js';
import { methodOf } from '../method.js';
import { nearestRoles } from '../nearest-roles.js';
import type { SkillsComparison } from '../skills/compared-skill.js';
import type { PassRates } from '../skills/rates.js';
import { suppressedEstimate } from '../suppressed.js';
import { AdjustedCell } from './adjusted-cell.js';
import { givenUp, type GivenUp } from './given-up.js';
import { quartersOf, ReleasedMarket, type FoundCell } from './released-market.js';
import { ReleasedSkillAnswers } from './released-skill-answers.js';
import { termAdjustment, type TermAdjustment } from './term-adjustment.js';

export interface ReleasedAnswersTools {
  readonly policy: Policy;
  readonly familyOf: (role: string) => string | null;
}

/** The one definition that released percentiles are of, whatever was asked for. */
const QUANTILE = 'hd';
const NO_SKILLS = { offers: [], interviews: [], premiums: [], passRates: [] };
const DAYS_A_MONTH = 365.25 / 12;

/** A cell that tells of its middle alone is no ground for more than a careful answer. */
const CAREFUL = 2;

/**
 * Answers from a release alone (METHOD 8): whatever is asked, and however often, nothing but published figures can be
 * worked out. Equal releases give equal answers.
 */
export class ReleasedAnswers {
  readonly #market: ReleasedMarket;
  readonly #skills: ReleasedSkillAnswers;

  /** @param release null before the first */
  constructor(
    private readonly release: Release | null,
    private readonly tools: ReleasedAnswersTools,
  ) {
    this.#market = new ReleasedMarket(release ?? { pools: [] });
    this.#skills = new ReleasedSkillAnswers(release?.skills ?? NO_SKILLS, tools.policy);
  }

  /** The release's content hash. */
  get dataVersion(): string {
    return this.release?.hash ?? 'nothing released';
  }

  /** Whether a role is released, or known to belong to a family. What offers there are does not count. */
  knows(role: string): boolean {
    return this.#market.hasRole(role) || this.#skills.hasRole(role) || this.tools.familyOf(role) !== null;
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

  /** The P50 of the answer, and its currency; null without one. */
  middle(query: WorthQuery): { readonly value: number; readonly currency: string } | null {
    const found = this.#find(query);
    const middle = this.percentile(query, 50);
    return found && middle && { value: middle.value, currency: found.pool.currency };
  }

  /** One's skills against those that are released of the role; null where none are. */
  compareSkills(query: WorthQuery): SkillsComparison | null {
    return this.#skills.compare(query, this.#find(query)?.pool ?? null);
  }

  /** What is released of what the role's offers and interviews ask for; null where nothing is. */
  demand(query: WorthQuery): Omit<Demand, 'suppressed'> | null {
    return this.#skills.demand(query);
  }

  /** How interviews of the role were passed, as far as it is released. */
  passRates(query: WorthQuery): PassRates {
    return this.#skills.passRates(query);
  }

  /** Why nothing is told of a role's skills; whether there are offers of it does not show. */
  whyNothing(role: string): { readonly reason: string; readonly needed: string } {
    return {
      reason: this.#whyNothing(`of the skills of the role "${role}"`),
      needed: `Of those who ask for a skill, and of those who do not: ${neededForRelease(this.tools.policy.release)}`,
    };
  }

  #whyNothing(what: string): string {
    return this.release === null
      ? 'Nothing has been released from this store yet.'
      : `Nothing is released ${what}.`;
  }

  /** The released roles nearest to a text. */
  nearest(role: string): string[] {
    return nearestRoles(role, this.#market.roles, this.tools.familyOf);
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
    const nearest = this.nearest(query.role);
    const needed = neededForRelease(this.tools.policy.release);
    const reason = this.#whyNothing(`that answers for the role "${query.role}"`);
    return {
      ...suppressedEstimate(query, { reason, needed, nearest }),
      method: methodOf(QUANTILE),
    };
  }
}

/** What anything needs to be released. */
export function neededForRelease({ rows: [least] }: Policy['release']): string {
  return `At least ${least!.contributors} contributors and ${least!.employers} employers, none of them above a fourth of the offers; then the next release.`;
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
