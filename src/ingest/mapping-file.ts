import { z } from 'zod';
import { MarketWorthError } from '../core/errors.js';
import { csvFields } from '../domain/entry.js';
import type { SavedMapping } from '../domain/ports.js';

const field = z.enum(csvFields);

/** A mapping as a file: its name, field to columns (one or a list), and field to the value of every row. */
export const mappingFileSchema = z.strictObject({
  name: z.string().min(1),
  mapping: z.partialRecord(
    field,
    z.union([z.string(), z.array(z.string()).min(1)]).transform((columns) => [columns].flat()),
  ),
  set: z.partialRecord(field, z.string()).default({}),
});

function refused(path: string, why: string): MarketWorthError {
  return new MarketWorthError(
    'MAPPING_INVALID',
    `${path} is no mapping: ${why}. Expected JSON like {"name":"survey","mapping":{"pay":"Salary"},"set":{"currency":"EUR"}}; --save-mapping writes one.`,
  );
}

/** Reads a mapping file. Fails with MAPPING_INVALID. */
export function parseMappingFile(text: string, path: string): SavedMapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refused(path, (error as Error).message);
  }
  const parsed = mappingFileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw refused(path, `${issue.path.join('.')}: ${issue.message}`);
  }
  const { name, mapping, set } = parsed.data;
  return { name, mapping: { ...mapping }, set: { ...set } };
}

/** A mapping as the text of a file that `parseMappingFile` reads back. */
export function mappingFileText(mapping: SavedMapping): string {
  return `${JSON.stringify(mapping, null, 2)}\n`;
}
