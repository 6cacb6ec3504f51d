import { z } from 'zod';
import { worthAnswerSchema } from './estimate.js';

const money = z.number();

/** An offer in hand, a year, in major units. */
export const offerInHandSchema = z.strictObject({
  name: z.string().min(1),
  base: money.positive(),
  bonus: money.nonnegative().default(0),
  equityPerYear: money.nonnegative().default(0),
  signOn: money.nonnegative().default(0),
});

export type OfferInHand = z.infer<typeof offerInHandSchema>;

/** What a person brings to a negotiation beside the market: aims, alternatives, numbers already said. */
export const planRequestSchema = z.strictObject({
  targetPercentile: z.number().gt(0).lt(100).optional(),
  offers: z.array(offerInHandSchema).default([]),
  walkAway: money.positive().optional(),
  /** Numbers already stated to the other side, a year, in the order they were said. */
  stated: z.array(money.positive()).default([]),
});

export type PlanRequest = z.infer<typeof planRequestSchema>;

/** A negotiation plan: every figure carries the offers and the date behind it. */
export const planSchema = z.strictObject({
  worth: worthAnswerSchema,
  /** A precise figure and the range to say it as, from `low` (the figure) to `high`; null when the evidence is too thin to name one. */
  ask: z.strictObject({ percentile: z.number(), point: money, low: money, high: money }).nullable(),
  target: money.nullable(),
  /** The market's P25: three of four comparable offers pay more. */
  floor: money.nullable(),
  /** The person's own; the plan never sets it. */
  walkAway: money.nullable(),
  /** What there is if this negotiation fails, the strongest first. */
  alternatives: z.array(
    z.strictObject({
      name: z.string(),
      strength: z.enum(['offer in hand', 'market P50']),
      /** A year, in the answer's basis. */
      value: money,
      percentile: z.number().nullable(),
      compaRatio: z.number().nullable(),
    }),
  ),
  packages: z.array(
    z.strictObject({
      name: z.string(),
      base: money,
      bonus: money,
      equityPerYear: money,
      signOn: money,
      remoteDays: z.number(),
      value: money,
    }),
  ),
  reasons: z.array(
    z.strictObject({
      text: z.string(),
      /** Pay a year; of a skill its premium in percent. */
      figure: z.number(),
      offers: z.int().nonnegative(),
      asOf: z.string().nullable(),
    }),
  ),
  contradictions: z.array(z.string()),
  missing: z.array(z.string()),
  text: z.string(),
});

export type Plan = z.infer<typeof planSchema>;
