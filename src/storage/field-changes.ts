import { entrySchema, type Entry } from '../domain/entry.js';
import type { Change } from '../domain/ports.js';

/** How many changes a settlement shows. */
export const SHOWN_CHANGES = 20;

const fields = Object.keys(entrySchema.shape) as (keyof Entry)[];

/**
 * The fields in which an updated entry differs from the one it replaces, in the order of the schema.
 *
 * @example fieldChanges(7, { role: 'SRE', years: 3 }, { role: 'SRE', years: 4 }) // [{ line: 7, field: 'years', before: 3, after: 4 }]
 */
export function fieldChanges(line: number, before: Entry, after: Entry): Change[] {
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ line, field, before: before[field] ?? null, after: after[field] ?? null }));
}
