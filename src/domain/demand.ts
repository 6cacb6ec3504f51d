import { z } from 'zod';
import { verdicts } from './comparison.js';
import { suppressedSchema } from './suppressed.js';
import { worthQuerySchema } from './worth-query.js';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

const askedSkill = z.strictObject({
  skill: z.string(),
  /** By quarter, oldest first: the share of its rows that ask for the skill, with a 90 % interval, and its rows. */
  shares: z.array(z.strictObject({ quarter: z.string(), share, low: share, high: share, n: count })),
  /** Over the last twelve months. */
  lastYear: z.strictObject({ share, low: share, high: share, n: count }),
  /** From one half-year to the next, in points of 100, with its interval. */
  change: z.strictObject({
    points: z.number(),
    low: z.number(),
    high: z.number(),
    verdict: z.enum(verdicts),
  }),
});

const cell = { asOf: z.string().nullable(), widened: z.array(z.string()), quarters: z.array(z.string()) };

/** What the market asks for: skills, the commonest first, of offers and of interviews apart. */
export const demandSchema = z.strictObject({
  query: worthQuerySchema,
  ...cell,
  /** Offers of the last twelve months with recorded skills; employers are null where too few are named. */
  rows: count,
  employers: count.nullable(),
  skills: z.array(askedSkill),
  /** Skills that at least half of the offers ask for, as far as their interval says. */
  expected: z.array(z.string()),
  /** The same of interviews that tell what was asked; null where there are none of the role. */
  interviews: z
    .strictObject({ ...cell, rows: count, employers: count.nullable(), skills: z.array(askedSkill) })
    .nullable(),
  suppressed: suppressedSchema,
  method: z.strictObject({ id: z.string(), version: z.string() }),
});

export type Demand = z.infer<typeof demandSchema>;
export type AskedSkill = z.infer<typeof askedSkill>;
