import type { Percentile, WorthAnswer } from '../domain/estimate.js';
import type { Plan, PlanRequest } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';
import type { WorthQuery } from '../domain/worth-query.js';
import type { OwnPremium } from '../guidance/market-view.js';
import { negotiationPlan } from '../guidance/negotiation-plan.js';

/** What tells the worth of a profile. */
export interface Estimator {
  /** The full answer. Without data for one: `percentiles: []` and `suppressed` filled. */
  estimate(query: WorthQuery): WorthAnswer;
  /** One percentile with its interval, `percentile` in (0, 100); null where `estimate` would have none. */
  percentile(query: WorthQuery, percentile: number): Percentile | null;
}

interface WorthQuestion {
  readonly kind: 'worth';
  readonly query: WorthQuery;
}

/** What to say in a negotiation, by somebody whose skills go with these premiums. */
export interface GuidanceQuestion {
  readonly kind: 'guidance';
  readonly query: WorthQuery;
  readonly asked: PlanRequest;
  readonly premiums: readonly OwnPremium[];
}

/** A question that was understood, as plain data: whichever thread holds the market can answer it. */
export type MarketQuestion = WorthQuestion | GuidanceQuestion;

/** Works out a plan. */
export function planOf(
  { query, asked, premiums }: GuidanceQuestion,
  market: Estimator,
  policy: Policy,
): Plan {
  const view = {
    worth: market.estimate(query),
    premiums,
    percentile: (percentile: number) => market.percentile(query, percentile),
    position: (pay: number) => {
      const { position } = market.estimate({ ...query, pay, period: 'year' });
      return position && { percentile: null, ...position };
    },
  };
  return negotiationPlan(view, asked, policy);
}

/** Works out the answer to a question of either kind. */
export function answerOf(question: MarketQuestion, market: Estimator, policy: Policy): WorthAnswer | Plan {
  return question.kind === 'worth' ? market.estimate(question.query) : planOf(question, market, policy);
}
