import { hash } from 'node:crypto';
import type { Batch } from '../../domain/batch.js';
import type { Entry } from '../../domain/entry.js';
import { payShape } from '../../domain/offer.js';
import type { StoredEntry } from '../../domain/ports.js';
import { plainText } from '../code-lookup.js';

/** Whom an import's rows are of, where they name nobody. */
export type Origin = Pick<Batch, 'contributors' | 'importer'>;

/** Where an offer comes from. */
export interface Provenance {
  /** Names this version of the offer: key and all that figures follow from. */
  readonly fingerprint: string;
  /** Names who gave it. */
  readonly contributor: string;
  /** Whether its source is declared public. */
  readonly open: boolean;
}

/** Long enough that two of a million hardly meet; one that does is taken for unchanged. */
const LENGTH = 8;

const short = (text: string): string => hash('sha256', text, 'base64url').slice(0, LENGTH);

/** The fields of an offer that move a figure; an edited note is no new offer. */
const ofOffers = [
  ...(Object.keys(payShape) as (keyof Entry)[]),
  'acceptedPay',
  'date',
  'employer',
  'role',
  'level',
  'years',
  'skills',
  'location',
  'country',
  'region',
  'city',
  'workMode',
  'employment',
] as const satisfies readonly (keyof Entry)[];

/** The fields of an interview that move a figure. */
const ofInterviews = [
  'date',
  'employer',
  'role',
  'level',
  'country',
  'region',
  'city',
  'stage',
  'outcome',
  'skillsAsked',
  'skillsMissed',
] as const satisfies readonly (keyof Entry)[];

/**
 * The contributor is the one that the row names; else its importer, for all such rows together, unless the import said
 * that each row is another person, or public.
 */
function contributorOf({ key, entry }: StoredEntry, { contributors, importer }: Origin): string {
  if (entry.contributor !== undefined) return short(`person ${plainText(entry.contributor)}`);
  return short(contributors === 'importer' ? `person ${plainText(importer)}` : `row ${key}`);
}

/** Where a stored entry comes from, given the import that brought it, and what of it counts. */
export function provenanceOf(
  stored: StoredEntry,
  origin: Origin,
  kind: 'offer' | 'interview' = 'offer',
): Provenance {
  const { key, entry } = stored;
  const telling = kind === 'offer' ? ofOffers : ofInterviews;
  return {
    fingerprint: short(JSON.stringify([key, ...telling.map((field) => entry[field] ?? null)])),
    contributor: contributorOf(stored, origin),
    open: origin.contributors === 'public',
  };
}
