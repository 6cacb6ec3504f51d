import type { ZodType } from 'zod';
import { comparisonSchema } from '../../domain/comparison.js';
import { demandSchema } from '../../domain/demand.js';
import { worthAnswerSchema } from '../../domain/estimate.js';
import { planSchema } from '../../domain/plan.js';
import {
  comparisonParametersSchema,
  demandParametersSchema,
  guidanceParametersSchema,
  worthParametersSchema,
} from '../market-request.js';
import type { RouteContract } from '../route.js';

const estimate = worthAnswerSchema.meta({
  id: 'Estimate',
  description: 'Market worth: percentiles and their evidence.',
});

const plan = planSchema
  .extend({ worth: estimate })
  .meta({ id: 'Plan', description: 'A negotiation plan; each figure carries its evidence.' });

const comparison = comparisonSchema.meta({
  id: 'Comparison',
  description: 'Skills against peers: what is asked, what it pays, and what a missing one is worth.',
});

const demand = demandSchema.meta({
  id: 'Demand',
  description: 'What offers and interviews ask for, by quarter, and where it is going.',
});

const conditional = {
  headers: {
    'If-None-Match': 'An ETag had before; an answer that would be the same is not sent again (304).',
  },
} as const;

const answer = {
  ETag: 'Names the answer: the state of the data and the question as it was understood.',
  'Cache-Control': 'Always `private, no-cache`: keep it, and ask again with its ETag.',
  Age: 'Only where the store does not answer, or newer offers are not loaded yet: for how many seconds that may have been so.',
} as const;

/** The replies of a route whose answer is not sent again where it is had already. */
function answering(description: string, schema: ZodType) {
  return {
    200: { description, schema, headers: answer },
    304: { description: 'The answer is still the one that has this ETag.' },
  } as const;
}

export const marketRoutes = {
  marketWorth: {
    operation: 'marketWorth',
    method: 'get',
    path: '/api/v1/market-worth',
    summary: 'What the market pays for a profile',
    description:
      'Percentiles of pay, how sure they are, and the evidence. A question that no offer answers still gets the full shape, with `percentiles: []` and `suppressed` filled. Where pay is shared the answer comes from a release: rounded figures, quarters for dates, a band of percentiles for the position, and the same for everyone.',
    access: 'member',
    query: worthParametersSchema,
    ...conditional,
    replies: answering('The estimate.', estimate),
    problems: [],
  },
  guidance: {
    operation: 'guidance',
    method: 'get',
    path: '/api/v1/guidance',
    summary: 'Market worth and a negotiation plan',
    description:
      'What to ask for, why, and what to fall back on. Thin evidence gives `ask: null` and fills `missing`.',
    access: 'member',
    query: guidanceParametersSchema,
    ...conditional,
    replies: answering('The plan.', plan),
    problems: [],
  },
  skillsComparison: {
    operation: 'skillsComparison',
    method: 'get',
    path: '/api/v1/skills/comparison',
    summary: 'Your skills against peers',
    description:
      'How common each skill is among the offers of a role, what it pays with all others held as they are, what sets you apart, and what each missing skill is worth a year. A premium is stated only where it survives a guard against chance; else `withheld` says why.',
    access: 'member',
    query: comparisonParametersSchema,
    ...conditional,
    replies: answering('The comparison.', comparison),
    problems: [],
  },
  demand: {
    operation: 'demand',
    method: 'get',
    path: '/api/v1/demand',
    summary: 'What the market asks for, and where it is going',
    description:
      'The share of a role’s offers, and of its interviews, that ask for each skill, by quarter, and the change from one half-year to the next.',
    access: 'member',
    query: demandParametersSchema,
    ...conditional,
    replies: answering('The demand.', demand),
    problems: [],
  },
} as const satisfies Record<string, RouteContract>;
