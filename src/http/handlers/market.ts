import { askComparison } from '../../app/compare-skills.js';
import { askWorth } from '../../app/estimate-worth.js';
import { askGuidance } from '../../app/guide-negotiation.js';
import type { PendingAnswer } from '../../app/market-answers.js';
import { askDemand } from '../../app/show-demand.js';
import type { WorthRequest } from '../../app/understand-query.js';
import type {
  ComparisonParameters,
  GuidanceParameters,
  WorthParameters,
} from '../../contract/market-request.js';
import type { OfferInHand } from '../../domain/plan.js';
import type { Handlers, HttpEnvironment } from '../environment.js';
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

/** The answer as text, from those kept where it was worked out before: equal versions have equal answers. */
function answered<Value>(answer: PendingAnswer<Value>, { answers }: HttpEnvironment): Reply {
  const text = (): string => {
    const kept = answers.get(answer.version);
    if (kept !== undefined) return kept;
    const made = JSON.stringify(answer.work());
    answers.set(answer.version, made);
    return made;
  };
  return { version: answer.version, ageMs: answer.ageMs, text };
}

export const marketHandlers = {
  marketWorth: async ({ query, context, market }, environment) =>
    answered(await askWorth(worthRequest(query), context, market), environment),

  guidance: async ({ query, context, market }, environment) => {
    const { targetPercentile, offer = [], walkAway, stated = [], ...worth }: GuidanceParameters = query;
    const wishes = { targetPercentile, offers: offer.map(offerInHand), walkAway, stated };
    return answered(await askGuidance(worthRequest(worth), wishes, context, market), environment);
  },

  skillsComparison: async ({ query, context, market }, environment) => {
    const { have, ...plain }: ComparisonParameters = query;
    const request = worthRequest({ ...plain, skills: have });
    return answered(await askComparison(request, context, market), environment);
  },

  demand: async ({ query, context, market }, environment) =>
    answered(await askDemand(query, context, market), environment),
} satisfies Pick<Handlers, 'marketWorth' | 'guidance' | 'skillsComparison' | 'demand'>;
