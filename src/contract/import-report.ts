import { z } from 'zod';
import { batchSchema, fateCountsSchema, fates, rowProblemSchema } from '../domain/batch.js';
import { problemSchema } from './problem.js';

const strings = z.array(z.string());

/** A row that stayed outside, and why. */
export const findingSchema = z
  .strictObject({
    line: z.int().positive(),
    fate: z.enum(fates).extract(['quarantined', 'rejected', 'duplicate']),
    problems: z.array(rowProblemSchema),
    raw: strings,
  })
  .meta({
    id: 'Finding',
    description: 'A row that stayed outside, with the reason and its cells as they stood.',
  });

/** How the columns of a file were understood. */
export const importPlanSchema = z
  .strictObject({
    source: z.string(),
    fingerprint: z.string(),
    columns: strings,
    mapping: z.record(z.string(), strings),
    set: z.record(z.string(), z.string()),
    mapped: z.array(
      z.looseObject({
        column: z.string(),
        field: z.string(),
        by: z.enum(['map', 'saved mapping', 'alias']),
        samples: strings,
      }),
    ),
    extra: strings,
    missing: strings,
    dialect: z.strictObject({
      encoding: z.string(),
      gzip: z.boolean(),
      delimiter: z.string(),
      headerRow: z.int().positive(),
    }),
    duplicates: z.strictObject({ policy: z.enum(['keep', 'drop']), why: z.string() }),
    notes: strings,
  })
  .meta({ id: 'ImportPlan', description: 'How the columns of a file were understood, with sample values.' });

/** What an import did, or would do; the five counts add up to `rows`. */
export const importReportSchema = z
  .strictObject({
    batch: z
      .int()
      .positive()
      .nullable()
      .meta({ description: 'The number of the import; null for a dry run.' }),
    file: z.string(),
    sha256: z.string(),
    ...fateCountsSchema.shape,
    mapping: z.record(z.string(), strings),
    rejectsFile: z.string().nullable().meta({
      description: 'Where the rows that stayed outside can be had as CSV; null where there are none.',
    }),
    seconds: z.number().nonnegative(),
    plan: importPlanSchema,
    changes: z.array(
      z.strictObject({ line: z.int(), field: z.string(), before: z.unknown(), after: z.unknown() }),
    ),
    firstFindings: z.array(findingSchema),
  })
  .meta({
    id: 'ImportReport',
    description: 'What an import did, or would do; the five counts add up to `rows`.',
  });

export const importBatchSchema = batchSchema.meta({
  id: 'Import',
  description: 'An import that was committed.',
});

/** A committed import and the first rows of it that stayed outside. */
export const importDetailSchema = batchSchema
  .extend({
    findings: z.array(findingSchema).meta({ description: 'The first 100; all of them are in rejects.csv.' }),
  })
  .meta({ id: 'ImportDetail', description: 'A committed import and the first rows that stayed outside.' });

export const jobStates = ['running', 'done', 'failed'] as const;

/** An import that goes on, or ended a while ago. */
export const importJobSchema = z
  .strictObject({
    id: z.string(),
    state: z.enum(jobStates),
    rows: z.int().nonnegative().meta({ description: 'Rows read so far.' }),
    bytes: z.int().nonnegative().meta({ description: 'Bytes read so far.' }),
    totalBytes: z.int().nonnegative().nullable(),
    report: importReportSchema.nullable().meta({ description: 'Once it is done.' }),
    problem: problemSchema.nullable().meta({ description: 'Where it failed.' }),
  })
  .meta({ id: 'ImportJob', description: 'An import that goes on, or ended a while ago.' });

export type ImportReportDocument = z.infer<typeof importReportSchema>;
export type ImportJobDocument = z.infer<typeof importJobSchema>;
