import { hash } from 'node:crypto';
import { entrySchema, type Entry } from './entry.js';

/** 128 bits of SHA-256, in hex: enough that two of a billion rows do not meet. */
function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

const fields = Object.keys(entrySchema.shape) as readonly (keyof Entry)[];

/**
 * An entry with its fields in the order of the schema and without absent ones.
 *
 * @example Object.keys(canonicalEntry({ level: 'senior', role: 'SRE' })) // ['role', 'level']
 */
export function canonicalEntry(entry: Entry): Entry {
  const canonical: Record<string, unknown> = {};
  for (const field of fields) {
    const value = entry[field];
    if (value !== undefined) canonical[field] = value;
  }
  return canonical;
}

/**
 * An entry as JSON; equal entries are equal texts.
 *
 * @example canonicalText({ level: 'senior', role: 'SRE' }) // '{"role":"SRE","level":"senior"}'
 */
export function canonicalText(entry: Entry): string {
  return JSON.stringify(canonicalEntry(entry));
}

/** The fingerprint of an entry by its canonical text. */
export function contentOf(text: string): string {
  return digest(text);
}

/**
 * A fingerprint of all canonical values of an entry, whatever order they were set in.
 *
 * @example contentHash({ role: 'SRE', level: 'senior' }) === contentHash({ level: 'senior', role: 'SRE' }) // true
 */
export function contentHash(entry: Entry): string {
  return contentOf(canonicalText(entry));
}

/** Which row of its source an entry is, where the source names its rows: such a row can change and stay itself. */
export function keyById(source: string, id: string): string {
  return digest(JSON.stringify(['id', source, id]));
}

/**
 * Which row of its source an entry is, where rows have no names: its values, and which of the file's identical rows
 * it is, counted from 0. Importing the same file again finds every row, and identical rows all stay.
 */
export function keyByContent(source: string, content: string, occurrence: number): string {
  return digest(JSON.stringify(['content', source, content, occurrence]));
}
