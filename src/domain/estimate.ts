import { z } from 'zod';
import { payBases, taxKinds } from './offer.js';
import { quantileMethods, worthQuerySchema } from './worth-query.js';
import { suppressedSchema } from './suppressed.js';

const money = z.number();
const count = z.int().nonnegative();
const bound = money.nullable();

/** One percentile of pay a year, in major units, with its 90 % interval; the bounds are null where there is none. */
export const percentileSchema = z.strictObject({
  percentile: z.number().min(0).max(100),
  value: money,
  low: bound,
  high: bound,
});

/** How sure an answer is, by a published rule (METHOD 5): `thin` answers give no figure to ask for. */
export const confidences = ['high', 'medium', 'low', 'thin'] as const;

export const evidenceSchema = z.strictObject({
  /** Comparable offers used, and their number after weighting (Kish). */
  offers: count,
  effectiveOffers: z.number().nonnegative(),
  /** Null where too few offers name their employer. */
  employers: count.nullable(),
  oldest: z.string().nullable(),
  newest: z.string().nullable(),
  converted: count,
  implausible: count,
  /** Offers of the same question in another currency, tax or basis, which are never pooled. */
  leftOut: count,
  borrowedShare: z.number().min(0).max(1),
  /** The conditions given up, in order, until there were enough comparables. */
  widened: z.array(z.string()),
});

export const estimateSchema = z.strictObject({
  query: worthQuerySchema,
  currency: z.string(),
  period: z.literal('year'),
  basis: z.enum(payBases),
  tax: z.enum(taxKinds),
  asOf: z.string().nullable(),
  percentiles: z.array(percentileSchema),
  /** What offered ranges say without any assumption: the percentile lies between those of their ends. */
  rangeBounds: z.array(z.strictObject({ percentile: z.number(), low: bound, high: bound })),
  /** The offers that match every condition, as they are: percentiles without model or weights. */
  exactCohort: z.strictObject({
    offers: count,
    employers: count.nullable(),
    percentiles: z.array(z.strictObject({ percentile: z.number(), value: money })),
  }),
  position: z.strictObject({ pay: money, percentile: z.number(), compaRatio: z.number() }).nullable(),
  drivers: z.array(
    z.strictObject({ factor: z.string(), effectPercent: z.number(), low: bound, high: bound }),
  ),
  evidence: evidenceSchema,
  confidence: z.enum(confidences),
  /** Why there is no answer, what would be needed, and the nearest roles that are known. */
  suppressed: suppressedSchema,
  trend: z
    .array(z.strictObject({ quarter: z.string(), value: money, low: bound, high: bound, offers: count }))
    .optional(),
  method: z.strictObject({ id: z.string(), version: z.string(), quantile: z.enum(quantileMethods) }),
});

const openEnd = z.number().nullable();

/** An estimate from offers or from a release, which tells a pay's position as a band of percentiles, null at an open end. */
export const worthAnswerSchema = estimateSchema.extend({
  position: z
    .union([
      estimateSchema.shape.position.unwrap(),
      z.strictObject({
        pay: money,
        band: z.strictObject({ low: openEnd, high: openEnd }),
        compaRatio: z.number(),
      }),
    ])
    .nullable(),
});

export type Percentile = z.infer<typeof percentileSchema>;
export type Confidence = (typeof confidences)[number];
export type Evidence = z.infer<typeof evidenceSchema>;
export type Estimate = z.infer<typeof estimateSchema>;
export type WorthAnswer = z.infer<typeof worthAnswerSchema>;
