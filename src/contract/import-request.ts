import { z } from 'zod';
import { evidenceTiers } from '../domain/offer.js';

const setting = z
  .string()
  .max(400)
  .regex(/^[A-Za-z_]{1,40}[:=][^]+$/);

const flag = z.boolean().optional();

/** How a posted CSV is to be read: the options of `market-worth import`, whatever is left out is detected. */
export const importParametersSchema = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'What the file is called, for the list of imports.', example: 'interviews.csv' }),
  source: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Where the rows come from; rows are recognised again within a source.' }),
  map: z
    .array(setting)
    .max(200)
    .optional()
    .meta({
      description: 'Read a field from a column, as `field:Column`; repeat the parameter.',
      example: ['pay:pay'],
    }),
  set: z
    .array(setting)
    .max(200)
    .optional()
    .meta({
      description: 'Give a field a value in every row, as `field:value`; repeat it.',
      example: ['tax:gross'],
    }),
  delimiter: z
    .string()
    .min(1)
    .max(3)
    .optional()
    .meta({ description: 'What separates cells; `tab` for a tab.' }),
  encoding: z.string().min(1).max(40).optional().meta({ description: 'Such as utf-8 or windows-1252.' }),
  decimal: z.enum(['.', ',']).optional().meta({ description: 'The decimal sign.' }),
  dateFormat: z.enum(['ymd', 'mdy', 'dmy']).optional().meta({ description: 'The order of day and month.' }),
  headerRow: z.int().min(1).max(1000).optional().meta({ description: 'The line of the header, from 1.' }),
  evidenceTier: z.enum(evidenceTiers).optional().meta({ description: 'How firm the offers are.' }),
  eachRowAPerson: flag.meta({ description: 'Rows that name no contributor are each another person.' }),
  public: flag.meta({ description: 'Rows that name no contributor are public data.' }),
  duplicates: z
    .enum(['keep', 'drop'])
    .optional()
    .meta({ description: 'What becomes of identical rows of a file.' }),
  dryRun: flag.meta({ description: 'Decide and count, write nothing.', example: true }),
  strict: flag.meta({ description: 'Refuse the whole file if any row would stay outside.' }),
});

export type ImportParameters = z.output<typeof importParametersSchema>;

/** The media types that a posted file may have. */
export const importTypes = [
  'text/csv',
  'text/tab-separated-values',
  'application/csv',
  'application/vnd.ms-excel',
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
] as const;
