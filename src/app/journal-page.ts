import type { Batch } from '../domain/batch.js';
import type { EntryPlace } from '../domain/ports.js';
import type { AppContext } from './context.js';
import { versionOf } from './market-answers.js';

/**
 * Where a page of a person's entries ends: the last one's key, and its batch by a name. The number of a batch counts
 * what all have brought and taken back, which is none of a member's business; its name follows from the batch alone.
 */
export interface PageEnd {
  readonly batch: string;
  readonly key: string;
}

function nameOf({ at, importer, file, sha256 }: Batch): string {
  return versionOf(at, importer, file, sha256);
}

/** The end of a page whose last entry stands at a place. */
export async function pageEndAt({ batch, key }: EntryPlace, { store }: AppContext): Promise<PageEnd> {
  return { batch: nameOf((await store.batch(batch))!), key };
}

/** The place of the end of a page, also where its entry was changed or removed since; undefined where there is none. */
export async function placeOfEnd(
  { batch, key }: PageEnd,
  { store }: AppContext,
): Promise<EntryPlace | undefined> {
  const current = await store.entry(key);
  const latest = current && (await store.batch(current.batch));
  const isIt = (other: Batch): boolean => nameOf(other) === batch;
  // Most entries are as they were; else all batches are looked through.
  const found = latest && isIt(latest) ? latest : (await store.batches()).find(isIt);
  return found && { batch: found.id, key };
}
