import { z } from 'zod';

/** What became of a row. The counts of these five add up to the rows read. */
export const fates = ['accepted', 'updated', 'duplicate', 'quarantined', 'rejected'] as const;

export type Fate = (typeof fates)[number];

/** Why a row, or one cell of it, was not taken as it stands: what was found, what was expected, what to do. */
export const rowProblemSchema = z.strictObject({
  column: z.string().nullable(),
  found: z.string(),
  expected: z.string(),
  fix: z.string(),
});

export type RowProblem = z.infer<typeof rowProblemSchema>;

const count = z.int().nonnegative();

export const fateCountsSchema = z.strictObject({
  rows: count,
  accepted: count,
  updated: count,
  duplicate: count,
  quarantined: count,
  rejected: count,
});

export type FateCounts = z.infer<typeof fateCountsSchema>;

/** Whose rows those are that name no contributor: the importer's, each another person's, or anybody's (public). */
export const contributorRules = ['importer', 'each-row', 'public'] as const;

/** What is known of an import before its rows are read. */
export const batchStartSchema = z.strictObject({
  file: z.string(),
  /** Names the origin of the rows; the identity of a row holds within it. */
  source: z.string(),
  /** Field to the columns that feed it. */
  mapping: z.record(z.string(), z.array(z.string())),
  /** Field to the value it was given for every row. */
  set: z.record(z.string(), z.string()),
  /** The columns of the file, in its order. */
  columns: z.array(z.string()),
  contributors: z.enum(contributorRules),
  importer: z.string(),
  /** When the import began, an ISO instant. */
  at: z.string(),
});

export type BatchStart = z.infer<typeof batchStartSchema>;

/** An import that was committed, under the sequence number it took. */
export const batchSchema = batchStartSchema.extend({
  id: z.int().positive(),
  /** Of the file's bytes. */
  sha256: z.string(),
  counts: fateCountsSchema,
  /** The sequence number of the undo that took it back. */
  undone: z.int().positive().nullable(),
});

export type Batch = z.infer<typeof batchSchema>;
