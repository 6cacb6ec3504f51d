import { createHash } from 'node:crypto';
import type { Entry } from './entry.js';

/** 128 bits of SHA-256, in hex: enough that two of a billion rows do not meet. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/**
 * A fingerprint of all canonical values of an entry, whatever order they were set in.
 *
 * @example contentHash({ role: 'SRE', level: 'senior' }) === contentHash({ level: 'senior', role: 'SRE' }) // true
 */
export function contentHash(entry: Entry): string {
  return digest(JSON.stringify(entry, Object.keys(entry).sort()));
}

/** Which row of its source an entry is, where the source names its rows: such a row can change and stay itself. */
export function keyById(source: string, id: string): string {
  return digest('id', source, id);
}

/**
 * Which row of its source an entry is, where rows have no names: its values, and which of the file's identical rows
 * it is, counted from 0. Importing the same file again finds every row, and identical rows all stay.
 */
export function keyByContent(source: string, content: string, occurrence: number): string {
  return digest('content', source, content, String(occurrence));
}
