import { z } from 'zod';

/** Field to the headers it is known by, in any case, spelling and punctuation, in several languages. */
export const columnAliasesSchema = z.strictObject({
  fields: z.record(z.string(), z.array(z.string())),
});

export type ColumnAliases = z.infer<typeof columnAliasesSchema>;
