import { planRequestSchema, type Plan } from '../domain/plan.js';
import { negotiationPlan } from '../guidance/negotiation-plan.js';
import type { AppContext } from './context.js';
import { versionOf, type MarketSource, type PendingAnswer } from './market-answers.js';
import { understandFor, type WorthRequest } from './understand-query.js';
import { validate } from './validate.js';

/** Understands "what do I say in the negotiation?": whom it is about, and what the person brings. */
export async function askGuidance(
  request: WorthRequest,
  planRequest: unknown,
  context: AppContext,
  marketSource: MarketSource,
): Promise<PendingAnswer<Plan>> {
  const asked = validate(planRequestSchema, planRequest, 'QUERY_INVALID');
  const market = await marketSource();
  const { query, profile } = await understandFor(context, request, market);
  await market.prepare?.(query);
  const work = (): Plan => {
    const view = {
      worth: market.estimate(query),
      percentile: (percentile: number) => market.percentile(query, percentile),
      position: (pay: number) => {
        const { position } = market.estimate({ ...query, pay, period: 'year' });
        return position && { percentile: null, ...position };
      },
    };
    return negotiationPlan(view, asked, context.policy);
  };
  const { dataVersion, ageMs } = market;
  return { version: versionOf(dataVersion, query, asked), ageMs, profile, work };
}

/** Answers "what do I say in the negotiation?": market worth, and the plan that follows from it. */
export async function guideNegotiation(
  request: WorthRequest,
  planRequest: unknown,
  context: AppContext,
  marketSource: MarketSource,
): Promise<Plan> {
  return (await askGuidance(request, planRequest, context, marketSource)).work();
}
