import type { Demand } from '../domain/demand.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { method } from '../market/method.js';
import type { AppContext } from './context.js';
import { versionOf, type MarketAnswers, type MarketSource, type PendingAnswer } from './market-answers.js';
import { skillsSuppressed } from './skills-suppressed.js';
import { understandFor, type WorthRequest } from './understand-query.js';

function demandOf(query: WorthQuery, market: MarketAnswers): Demand {
  const demand = market.skills?.demand(query);
  if (demand) return { ...demand, suppressed: null };
  return {
    query,
    asOf: null,
    widened: [],
    quarters: [],
    rows: 0,
    employers: null,
    skills: [],
    expected: [],
    interviews: null,
    suppressed: skillsSuppressed(query, market),
    method,
  };
}

/** Understands "what does the market ask for, and where is it going?"; the profile fills what is left out. */
export async function askDemand(
  request: WorthRequest,
  context: AppContext,
  marketSource: MarketSource,
): Promise<PendingAnswer<Demand>> {
  const market = await marketSource();
  const { query, profile } = await understandFor(context, request, market);
  const { dataVersion, ageMs } = market;
  const version = versionOf(dataVersion, 'demand', query);
  return { version, ageMs, profile, work: () => demandOf(query, market) };
}
