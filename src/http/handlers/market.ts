import { askComparison } from '../../app/compare-skills.js';
import { askWorth } from '../../app/estimate-worth.js';
import { askGuidance } from '../../app/guide-negotiation.js';
import type { MarketSource, PendingAnswer } from '../../app/market-answers.js';
import { askDemand } from '../../app/show-demand.js';
import type { WorthRequest } from '../../app/understand-query.js';
import type {
  ComparisonParameters,
  GuidanceParameters,
  WorthParameters,
} from '../../contract/market-request.js';
import type { OfferInHand } from '../../domain/plan.js';
import type { Call, Handlers, HttpEnvironment } from '../environment.js';
import type { Reply } from '../reply.js';

/** A question in the words of the use cases. A list may also be given as one text with commas. */
function worthRequest({ skills, skill, currency, ...plain }: Partial<WorthParameters>): WorthRequest {
  const named = [...(skills ?? []), ...(skill ?? [])].flatMap((text) => text.split(','));
  const given = skills !== undefined || skill !== undefined;
  return {
    ...plain,
    skills: given ? named.map((text) => text.trim()).filter((text) => text !== '') : undefined,
    currency: currency?.toUpperCase(),
  };
}

/** `NAME=BASE[,BONUS,EQUITY,SIGNON]`. */
function offerInHand(text: string): OfferInHand {
  const at = text.lastIndexOf('=');
  const figures = text
    .slice(at + 1)
    .split(',')
    .map(Number);
  const [base = 0, bonus = 0, equityPerYear = 0, signOn = 0] = figures;
  return { name: text.slice(0, at).trim(), base, bonus, equityPerYear, signOn };
}

type Asking = (market: MarketSource) => Promise<PendingAnswer<unknown>>;

/** The answer to a question that hangs on nothing but its words, the market and the profile of who asks. */
async function answered(
  { context, market, request }: Pick<Call, 'context' | 'market' | 'request'>,
  { answers }: HttpEnvironment,
  ask: Asking,
): Promise<Reply> {
  const current = await market();
  const { dataVersion, ageMs } = current;
  const words = request.url;
  const profile = await context.store.profile(context.person);
  const known = answers.find({ dataVersion, words, profile });
  if (known) return { version: known.version, ageMs, text: () => known.text };
  const answer = await ask(() => Promise.resolve(current));
  const asked = { dataVersion, words, profile: answer.profile };
  return { version: answer.version, ageMs, text: () => answers.textOf(answer, asked) };
}

export const marketHandlers = {
  marketWorth: (call, environment) =>
    answered(call, environment, (market) => askWorth(worthRequest(call.query), call.context, market)),

  guidance: (call, environment) => {
    const { targetPercentile, offer = [], walkAway, stated = [], ...worth }: GuidanceParameters = call.query;
    const wishes = { targetPercentile, offers: offer.map(offerInHand), walkAway, stated };
    return answered(call, environment, (market) =>
      askGuidance(worthRequest(worth), wishes, call.context, market),
    );
  },

  skillsComparison: async ({ query, context, market }, { answers }) => {
    const { have, ...plain }: ComparisonParameters = query;
    const answer = await askComparison(worthRequest({ ...plain, skills: have }), context, market);
    return { version: answer.version, ageMs: answer.ageMs, text: () => answers.textOf(answer) };
  },

  demand: (call, environment) =>
    answered(call, environment, (market) => askDemand(call.query, call.context, market)),
} satisfies Pick<Handlers, 'marketWorth' | 'guidance' | 'skillsComparison' | 'demand'>;
