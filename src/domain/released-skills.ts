import { z } from 'zod';
import { verdicts } from './comparison.js';
import { payBases, taxKinds } from './offer.js';
import { cellPathSchema, type CellPath, type Published } from './published.js';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const name = z.string().nullable();

/** The part of some rows that ask for a skill, with its 90 % interval; rounded, the interval outwards. */
const shareOfRows = { share, low: share, high: share };

const releasedShareSchema = z.strictObject({ skill: z.string(), ...shareOfRows });

/** From one half-year to the next, in points of 100. */
const releasedChangeSchema = z.strictObject({
  points: z.number(),
  low: z.number(),
  high: z.number(),
  verdict: z.enum(verdicts),
});

const coverageSchema = z.array(z.strictObject({ percentile: z.number(), share }));

/** What the rows of a cell ask for; the family of its path is null. */
export const releasedDemandSchema = z.strictObject({
  ...cellPathSchema.shape,
  /** The last of the four quarters that a year is; null where no row has a date, and all count. */
  asOf: name,
  /** Of the year; employers are null where too few rows name theirs. */
  rows: count,
  employers: count.nullable(),
  /** How much of the skills below, each by its rarity, the rows ask for: percentiles. */
  coverage: coverageSchema,
  quarters: z.array(z.strictObject({ quarter: z.string(), rows: count })),
  skills: z.array(
    z.strictObject({
      ...releasedShareSchema.shape,
      change: releasedChangeSchema.nullable(),
      quarters: z.array(z.strictObject({ quarter: z.string(), ...shareOfRows })),
    }),
  ),
});

const releasedPremiumSchema = z.strictObject({
  skill: z.string(),
  offersWith: count,
  offersWithout: count,
  premium: z.strictObject({ percent: z.number(), low: z.number(), high: z.number() }).nullable(),
  withheld: z.enum(['tooFew', 'notDistinguishable']).nullable(),
  /** Whether it is too little to be worth learning for. */
  little: z.boolean(),
});

/** What skills of a role go with in base pay, learnt from offers of one currency and tax. */
export const releasedPremiumsSchema = z.strictObject({
  role: z.string(),
  currency: z.string(),
  tax: z.enum(taxKinds),
  basis: z.enum(payBases),
  offers: count,
  employersKnown: z.boolean(),
  skills: z.array(releasedPremiumSchema),
});

/** How often interviews of a role about a skill, or at a stage, were passed. */
export const releasedPassRateSchema = z.strictObject({
  role: z.string(),
  kind: z.enum(['skill', 'stage']),
  name: z.string(),
  asked: count,
  passRate: share,
});

/** What a release tells of skills. */
export const releasedSkillsSchema = z.strictObject({
  offers: z.array(releasedDemandSchema),
  interviews: z.array(releasedDemandSchema),
  premiums: z.array(releasedPremiumsSchema),
  passRates: z.array(releasedPassRateSchema),
});

export type ReleasedShare = z.infer<typeof releasedShareSchema>;
export type ReleasedChange = z.infer<typeof releasedChangeSchema>;
export type ReleasedDemand = z.infer<typeof releasedDemandSchema>;
export type ReleasedPremium = z.infer<typeof releasedPremiumSchema>;
export type ReleasedPremiums = z.infer<typeof releasedPremiumsSchema>;
export type ReleasedPassRate = z.infer<typeof releasedPassRateSchema>;
export type ReleasedSkills = z.infer<typeof releasedSkillsSchema>;

/** The rows that figures were made from, in parts; as `Published` has them. */
export interface LedgerRows extends Pick<Published<unknown>, 'offers' | 'by'> {
  /** How many rows each part has. */
  readonly parts: readonly number[];
}

/** What was last published of some rows with and without a mark, such as a skill. */
export interface PublishedMark<Figures> extends Pick<Published<Figures>, 'preset' | 'method' | 'figures'> {
  /** The rows, by their place in the block's list, and the places of those with the mark among them. */
  readonly rows: number;
  readonly marked: readonly number[];
}

/** What was last published of the marks of some rows, by the names of the marks. */
export interface MarkedLedger<At, Figures> {
  readonly at: At;
  readonly rows: readonly LedgerRows[];
  readonly marks: Readonly<Record<string, PublishedMark<Figures>>>;
}

type Blocks<At, Figures> = Readonly<Record<string, MarkedLedger<At, Figures>>>;

/** The head of a cell: all its figures that are of no skill. */
export type DemandHead = CellPath & Pick<ReleasedDemand, 'asOf' | 'rows' | 'employers'>;
export type DemandCoverage = Pick<ReleasedDemand, 'coverage'>;
export type DemandQuarter = CellPath & ReleasedDemand['quarters'][number];
export type QuarterPath = CellPath & { readonly quarter: string };

/** What was last published of what a role's rows ask for. */
export interface DemandLedger {
  readonly heads: Readonly<Record<string, Published<DemandHead>>>;
  readonly coverage: Readonly<Record<string, Published<DemandCoverage>>>;
  readonly quarters: Readonly<Record<string, Published<DemandQuarter>>>;
  readonly shares: Blocks<CellPath, ReleasedShare>;
  readonly changes: Blocks<CellPath, ReleasedChange>;
  readonly quarterShares: Blocks<QuarterPath, ReleasedShare>;
}

/** The offers that premiums of a role are learnt from. */
export type PremiumPlace = Pick<ReleasedPremiums, 'role' | 'currency' | 'tax' | 'basis'>;
export type PremiumHead = PremiumPlace & Pick<ReleasedPremiums, 'offers' | 'employersKnown'>;

export interface PremiumLedger {
  readonly heads: Readonly<Record<string, Published<PremiumHead>>>;
  readonly skills: Blocks<PremiumPlace, ReleasedPremium>;
}

export type PassPlace = Pick<ReleasedPassRate, 'role' | 'kind' | 'name'>;

/** What was last published of skills. */
export interface SkillLedger {
  /** By the plain names of roles. */
  readonly offers: Readonly<Record<string, DemandLedger>>;
  readonly interviews: Readonly<Record<string, DemandLedger>>;
  /** By the names of pools. */
  readonly premiums: Readonly<Record<string, PremiumLedger>>;
  readonly passRates: Blocks<PassPlace, ReleasedPassRate>;
}
