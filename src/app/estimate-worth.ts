import type { Estimate } from '../domain/estimate.js';
import type { AppContext } from './context.js';
import type { MarketSource } from './market-source.js';
import { understandQuery, type WorthRequest } from './understand-query.js';

/** Answers "what am I worth?" from the store's offers; the person's profile fills what the request leaves out. */
export async function estimateWorth(
  request: WorthRequest,
  context: AppContext,
  marketSource: MarketSource,
): Promise<Estimate> {
  const market = await marketSource();
  const profile = await context.store.profile(context.person);
  return market.estimate(understandQuery(request, profile, context.vocabulary, market));
}
