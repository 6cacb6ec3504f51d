import { randomBytes } from 'node:crypto';
import type { Entry } from '../../domain/entry.js';
import type { Candidate } from '../../domain/ports.js';
import type { RowDocument } from './models.js';

/** The digits that an id begins with, before those of the key. */
export const TOKEN_DIGITS = 16;
/** Comes after every hex digit. */
const AFTER_DIGITS = 'g';

/** A name for a batch before it has a number. */
export function newToken(): string {
  return randomBytes(TOKEN_DIGITS / 2).toString('hex');
}

/** The token of the batch that a row or a finding is of. */
export function tokenOf(id: string): string {
  return id.slice(0, TOKEN_DIGITS);
}

/** The key of the row that has an id. */
export function keyOf(id: string): string {
  return id.slice(TOKEN_DIGITS);
}

/** The ids of all that is written under a token, in order; with `after` those that follow it. */
export function idsOf(token: string, after = ''): { $gt: string; $lt: string } {
  return { $gt: token + after, $lt: token + AFTER_DIGITS };
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** A candidate as the version of an entry that a batch brings. */
export function rowOf(token: string, { key, content, line, entry, raw }: Candidate): RowDocument {
  const row = { _id: token + key, key, content, line, entry, raw };
  const texts = [...Object.values(entry).flat(), ...raw];
  if (texts.every((text) => typeof text !== 'string' || isWellFormed(text))) return row;
  return { ...row, exact: JSON.stringify({ entry, raw }) };
}

/** The mark that a batch removes an entry, with the line of the version that goes. */
export function removalOf(token: string, key: string, line: number): RowDocument {
  return { _id: token + key, key, line };
}

/** Whether a version, as far as it was read, is the mark that its batch removes the entry. */
export function isRemoval({ content, entry, exact }: Partial<RowDocument>): boolean {
  return content === undefined && entry === undefined && exact === undefined;
}

/** The entry and the cells of a version, as they were given. */
export function givenIn({ entry, raw, exact }: RowDocument): { entry: Entry; raw: readonly string[] } {
  if (exact !== undefined) return JSON.parse(exact) as { entry: Entry; raw: string[] };
  return { entry: entry!, raw: raw ?? [] };
}
