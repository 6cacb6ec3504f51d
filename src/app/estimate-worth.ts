import type { WorthAnswer } from '../domain/estimate.js';
import type { AppContext } from './context.js';
import type { Explanation } from '../market/explanation.js';
import { versionOf, type EngineAnswers, type MarketSource, type PendingAnswer } from './market-answers.js';
import { understandFor, type WorthRequest } from './understand-query.js';

/** Understands "what am I worth?"; the person's profile fills what the request leaves out. */
export async function askWorth(
  request: WorthRequest,
  context: AppContext,
  marketSource: MarketSource,
): Promise<PendingAnswer<WorthAnswer>> {
  const market = await marketSource();
  const { query, profile } = await understandFor(context, request, market);
  await market.prepare?.(query);
  const { dataVersion, ageMs } = market;
  return {
    version: versionOf(dataVersion, query),
    ageMs,
    profile,
    work: () => market.estimate(query),
    byThread: () => market.byThread?.({ kind: 'worth', query }) ?? null,
  };
}

/** Answers "what am I worth?" from the store's offers. */
export async function estimateWorth(
  request: WorthRequest,
  context: AppContext,
  marketSource: MarketSource,
): Promise<WorthAnswer> {
  return (await askWorth(request, context, marketSource)).work();
}

/** The whole derivation of an answer, single offers included: for those who may see every offer of the store. */
export async function explainWorth(
  request: WorthRequest,
  context: AppContext,
  engine: () => Promise<EngineAnswers>,
): Promise<Explanation | null> {
  const market = await engine();
  const { query } = await understandFor(context, request, market);
  await market.prepare?.(query);
  return market.explain(query);
}
