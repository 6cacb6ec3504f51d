import { hash } from 'node:crypto';
import { z } from 'zod';
import { payBases, taxKinds } from './offer.js';
import { cellPathSchema, releasePresets, type Published } from './published.js';
import { releasedSkillsSchema, type SkillLedger } from './released-skills.js';

export { protectsAs, releasePresets } from './published.js';
export type { CellPath, Published, ReleasePreset } from './published.js';

const money = z.number().positive();
const bound = money.nullable();
const count = z.int().nonnegative();
const name = z.string().nullable();

/** The figures of a cell: pay a year, in major units of the pool's currency, of its offers as they are. */
export const releasedCellSchema = z.strictObject({
  ...cellPathSchema.shape,
  /** Rounded counts. Employers are null where too few offers name theirs. */
  offers: count,
  contributors: count,
  employers: count.nullable(),
  /** Quarters of the first, the middle and the last offer; null where none has a date. */
  oldest: name,
  middle: name,
  newest: name,
  /** The share that values are rounded to. */
  rounding: z.number().positive(),
  percentiles: z.array(z.strictObject({ percentile: z.number(), value: money, low: bound, high: bound })),
  rangeBounds: z.array(z.strictObject({ percentile: z.number(), low: money, high: money })),
  /** By factor: what its terms add to the offers of the cell on average, in percent. */
  centres: z.record(z.string(), z.number()),
});

/** The middle of a cell's offers of one quarter. */
export const releasedQuarterSchema = z.strictObject({
  ...cellPathSchema.shape,
  quarter: z.string(),
  offers: count,
  rounding: z.number().positive(),
  value: money,
  low: bound,
  high: bound,
});

/** What a property of an offer adds to its pay, in percent, against the average offer of the pool. */
export const termFactors = [
  'level',
  'country',
  'region',
  'city',
  'years',
  'skill',
  'workMode',
  'employment',
  'employer',
] as const;

export const releasedTermSchema = z.strictObject({
  factor: z.enum(termFactors),
  value: z.string(),
  effectPercent: z.number(),
  low: z.number(),
  high: z.number(),
});

/** Offers of one currency, tax and basis. */
export const releasedPoolSchema = z.strictObject({
  currency: z.string(),
  tax: z.enum(taxKinds),
  basis: z.enum(payBases),
  cells: z.array(releasedCellSchema),
  quarters: z.array(releasedQuarterSchema),
  terms: z.array(releasedTermSchema),
});

/** What releases look like; one that looks otherwise was written by another version of the product. */
const FORMAT = 'market-worth-release-2';

/** Everything that a shared store tells of its market. It may be published: no single offer can be read out of it. */
export const releaseSchema = z.strictObject({
  format: z.literal(FORMAT),
  method: z.strictObject({ id: z.string(), version: z.string() }),
  preset: z.enum(releasePresets),
  pools: z.array(releasedPoolSchema),
  skills: releasedSkillsSchema,
  /** SHA-256 of all the rest, in hex: equal releases give equal answers. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ReleasedCell = z.infer<typeof releasedCellSchema>;
export type ReleasedQuarter = z.infer<typeof releasedQuarterSchema>;
export type TermFactor = (typeof termFactors)[number];
export type ReleasedTerm = z.infer<typeof releasedTermSchema>;
export type ReleasedPool = z.infer<typeof releasedPoolSchema>;
export type Release = z.infer<typeof releaseSchema>;

/** Whether a kept release has the shape of today. One that has not counts as none, until the next is made. */
export function isOfToday({ format }: { readonly format: string }): boolean {
  return format === FORMAT;
}

/** A release under the hash of its content. */
export function sealRelease({ format, method, preset, pools, skills }: Omit<Release, 'hash'>): Release {
  const content = { format, method, preset, pools, skills };
  return { ...content, hash: hash('sha256', JSON.stringify(content), 'hex') };
}

/** What was last published of a pool, by the names of cells, quarters and terms. */
export interface PoolLedger {
  readonly cells: Readonly<Record<string, Published<ReleasedCell>>>;
  readonly quarters: Readonly<Record<string, Published<ReleasedQuarter>>>;
  readonly terms: Readonly<Record<string, Published<ReleasedTerm>>>;
}

/** What the next release is compared with. It is the store's own and never published. */
export interface ReleaseLedger {
  /** Fingerprints. */
  readonly contributors: readonly string[];
  readonly pools: Readonly<Record<string, PoolLedger>>;
  /** Absent where it was written before releases told of skills. */
  readonly skills?: SkillLedger;
}

/** A release as a store keeps it. */
export interface KeptRelease {
  readonly release: Release;
  readonly ledger: ReleaseLedger;
  /** When it was last made or made again with the same content, an ISO instant. */
  readonly made: string;
}
