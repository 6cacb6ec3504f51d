import { z } from 'zod';
import { csvFields } from '../domain/entry.js';
import { currencySchema, payPeriods, taxKinds } from '../domain/offer.js';

const names = z.array(z.string());

/** By what names columns are known, in several languages; case, accents and punctuation do not count. */
export const columnAliasesSchema = z.strictObject({
  /** Field to the headers it is known by, the surest first; a field's own name is one of them. */
  fields: z.partialRecord(z.enum(csvFields), names),
  /** Parts of compound words and what they say of a pay: `kuukausipalkka` is for a month. */
  period: z.partialRecord(z.enum(payPeriods), names),
  tax: z.partialRecord(z.enum(taxKinds), names),
  /** Words for a currency that occur in headers alone (Finnish `euroina`, in euros). */
  currency: z.record(currencySchema, names),
  /** Words of a header that do not tell what the column is (`in`, `per`). */
  fillers: names,
});

export type ColumnAliases = z.infer<typeof columnAliasesSchema>;
