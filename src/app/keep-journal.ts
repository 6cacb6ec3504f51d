import { randomUUID } from 'node:crypto';
import type { GivenInterview } from '../contract/interview.js';
import { MarketWorthError } from '../core/errors.js';
import type { BatchStart, FateCounts } from '../domain/batch.js';
import type { Entry } from '../domain/entry.js';
import { contentHash, keyById } from '../domain/identity.js';
import type { BatchWriter, EntryPlace, StoredEntry } from '../domain/ports.js';
import type { AppContext } from './context.js';
import { journalEntry } from './journal-entry.js';
import { versionOf } from './market-answers.js';

/** The source of entries that were added by hand. */
export const JOURNAL = 'journal';

const NO_ROWS: FateCounts = { rows: 0, accepted: 0, updated: 0, duplicate: 0, quarantined: 0, rejected: 0 };

function startOf({ person, now }: AppContext): BatchStart {
  return {
    file: JOURNAL,
    source: JOURNAL,
    mapping: {},
    set: {},
    columns: [],
    contributors: 'importer',
    importer: person,
    at: new Date(now()).toISOString(),
  };
}

const notFound = (key: string): MarketWorthError =>
  new MarketWorthError('INTERVIEW_NOT_FOUND', `You have no interview ${key}.`);

/** Names the content of an entry. */
export function interviewVersion({ entry }: StoredEntry): string {
  return contentHash(entry);
}

/** A page of a person's own entries: those of the journal, and of their own imports; the newest first. */
export function listInterviews(
  { store, person }: AppContext,
  limit: number,
  after?: EntryPlace,
): Promise<StoredEntry[]> {
  return store.entriesOf(person, limit, after);
}

/** One of a person's own entries; another's is not found. Fails with INTERVIEW_NOT_FOUND. */
export async function readInterview(key: string, { store, person }: AppContext): Promise<StoredEntry> {
  const found = await store.entry(key);
  if (!found) throw notFound(key);
  const { contributor } = found.entry;
  if (contributor === person) return found;
  const batch = contributor === undefined ? await store.batch(found.batch) : undefined;
  if (batch?.contributors !== 'importer' || batch.importer !== person) throw notFound(key);
  return found;
}

/** Commits a change as a batch of its own, once `stage` has staged it and `check` finds it in order. */
async function commit(
  context: AppContext,
  stage: (writer: BatchWriter) => Promise<void>,
  sha256: string,
  check: () => Promise<void>,
): Promise<void> {
  const writer = await context.store.openBatch(startOf(context));
  try {
    await stage(writer);
    const { accepted, updated, duplicate } = await writer.settle();
    // From here on no other writer gets in, so what is found now is what will be replaced.
    await check();
    const counts = { ...NO_ROWS, rows: accepted + updated + duplicate, accepted, updated, duplicate };
    await writer.commit(counts, sha256);
  } finally {
    await writer.abort();
  }
}

async function put(
  key: string,
  entry: Entry,
  context: AppContext,
  check: () => Promise<void>,
): Promise<StoredEntry> {
  const content = contentHash(entry);
  const candidate = { key, content, line: 1, entry, raw: [] };
  await commit(context, (writer) => writer.add([candidate]), versionOf(key, content), check);
  return readInterview(key, context);
}

/** Adds an entry to the person's journal. Fails with BODY_INVALID. */
export async function addInterview(given: GivenInterview, context: AppContext): Promise<StoredEntry> {
  const entry = journalEntry(given, context);
  return put(keyById(JOURNAL, randomUUID()), entry, context, () => Promise.resolve());
}

/** The check that an entry is still the person's own, and the version they know where they name one. */
function unchanged(
  key: string,
  known: readonly string[] | undefined,
  context: AppContext,
): () => Promise<void> {
  return async () => {
    const version = interviewVersion(await readInterview(key, context));
    if (known && !known.includes(version)) {
      throw new MarketWorthError(
        'INTERVIEW_CHANGED',
        'The interview was changed since you read it. Read it again, and repeat the change if it still fits.',
      );
    }
  };
}

/**
 * Puts an entry in place of one of the person's own. `known` are the versions that may be replaced, any where it is not
 * given. Fails with BODY_INVALID, INTERVIEW_NOT_FOUND or INTERVIEW_CHANGED.
 */
export async function replaceInterview(
  key: string,
  given: GivenInterview,
  known: readonly string[] | undefined,
  context: AppContext,
): Promise<StoredEntry> {
  const check = unchanged(key, known, context);
  await check();
  const before = await readInterview(key, context);
  const { id } = before.entry;
  const entry = { ...journalEntry(given, context), ...(id === undefined ? {} : { id }) };
  return contentHash(entry) === contentHash(before.entry) ? before : put(key, entry, context, check);
}

/** Removes one of the person's own entries. Fails with INTERVIEW_NOT_FOUND or INTERVIEW_CHANGED. */
export async function deleteInterview(
  key: string,
  known: readonly string[] | undefined,
  context: AppContext,
): Promise<void> {
  const check = unchanged(key, known, context);
  await check();
  await commit(context, (writer) => writer.remove([key]), versionOf(key, 'removed'), check);
}
