import { z } from 'zod';
import { payBases, taxKinds } from './offer.js';
import { suppressedSchema } from './suppressed.js';
import { worthQuerySchema } from './worth-query.js';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const skill = z.string();

/** How the share of a skill goes from one half-year to the next (METHOD 7). */
export const verdicts = ['rising', 'falling', 'flat', 'unclear'] as const;

/** In percent, with its interval. */
const premium = z.strictObject({ percent: z.number(), low: z.number(), high: z.number() }).nullable();

/** Why no premium is stated: too few offers, no difference that survives the guard, or not for others to see. */
const withheld = z.enum(['tooFew', 'notDistinguishable', 'notReleased']).nullable();

const evidence = { premium, offersWith: count, offersWithout: count, withheld };

/** How often interviews about something were passed, shrunk towards one half: (1 + passes) / (2 + asked). */
const passRate = { asked: count, passRate: share };

/** A person's own rate beside that of all interviews of the role; null where there are none of it. */
const ownRate = { ...passRate, everyone: z.strictObject(passRate).nullable() };

/** A missing skill and what it is worth a year, in the currency of the comparison. */
export const gapSchema = z.strictObject({
  skill,
  valuePerYear: z.number().nonnegative(),
  low: z.number().nonnegative(),
  high: z.number().nonnegative(),
  demand: share,
  /** One less the own pass rate, and how many interviews asked. */
  missRate: share,
  asked: count,
});

/** One's skills against those that a role's offers ask for. */
export const comparisonSchema = z.strictObject({
  query: worthQuerySchema,
  asOf: z.string().nullable(),
  /** Of the prices of gaps; null where market worth is not known. */
  currency: z.string().nullable(),
  /** Offers of the last twelve months with recorded skills; employers are null where too few are named. */
  peers: z.strictObject({ offers: count, employers: count.nullable(), widened: z.array(z.string()) }),
  /** The part of the role's skills that one has, each by its rarity, and where that stands among peers. */
  coverage: z.strictObject({ share: share.nullable(), percentile: z.number().min(0).max(100).nullable() }),
  skills: z.array(
    z.strictObject({
      skill,
      have: z.boolean(),
      demand: z.strictObject({ share, low: share, high: share, trend: z.enum(verdicts) }),
      ...evidence,
    }),
  ),
  /** Skills that come together, and the premium of all of a bundle. */
  bundles: z.array(z.strictObject({ skills: z.array(skill), have: z.boolean(), ...evidence })),
  /** What premiums are learnt from: offers of one currency, tax and basis, of the role at any level and place. */
  premiums: z
    .strictObject({
      currency: z.string(),
      tax: z.enum(taxKinds),
      basis: z.enum(payBases),
      offers: count,
      /** Whether employers were counted; where too few are named, offers were. */
      employersKnown: z.boolean(),
      tested: count,
      stated: count,
    })
    .nullable(),
  distinguishing: z.array(skill),
  gaps: z.array(gapSchema),
  notWorthForPay: z.array(skill),
  expected: z.array(skill),
  interviews: z.strictObject({
    skills: z.array(z.strictObject({ skill, ...ownRate })),
    stages: z.array(z.strictObject({ stage: z.string(), ...ownRate })),
  }),
  suppressed: suppressedSchema,
  method: z.strictObject({ id: z.string(), version: z.string() }),
});

export type Gap = z.infer<typeof gapSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
