import { planRequestSchema, type Plan } from '../domain/plan.js';
import type { WorthQuery } from '../domain/worth-query.js';
import type { OwnPremium } from '../guidance/market-view.js';
import type { AppContext } from './context.js';
import { versionOf, type MarketAnswers, type MarketSource, type PendingAnswer } from './market-answers.js';
import { planOf, type GuidanceQuestion } from './market-question.js';
import { understandFor, type WorthRequest } from './understand-query.js';
import { validate } from './validate.js';

/** The stated premiums of the query's own skills, the largest first. */
function ownPremiums(query: WorthQuery, { skills }: MarketAnswers): OwnPremium[] {
  const compared = skills?.compareSkills(query)?.skills ?? [];
  return compared
    .flatMap(({ skill, have, premium, offersWith }) =>
      have && premium && premium.low > 0 ? [{ skill, ...premium, offers: offersWith }] : [],
    )
    .sort((a, b) => b.percent - a.percent || (a.skill < b.skill ? -1 : 1));
}

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
  const ofSkills = (query.skills ?? []).length > 0;
  await (ofSkills ? market.prepare?.(query, 'skills') : market.prepare?.(query));
  let whole: GuidanceQuestion | undefined;
  const question = (): GuidanceQuestion => {
    const premiums = (): OwnPremium[] => (ofSkills ? ownPremiums(query, market) : []);
    return (whole ??= { kind: 'guidance', query, asked, premiums: premiums() });
  };
  const { dataVersion, ageMs } = market;
  return {
    version: versionOf(dataVersion, query, asked),
    ageMs,
    profile,
    work: () => planOf(question(), market, context.policy),
    byThread: () => market.byThread?.(question()) ?? null,
  };
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
