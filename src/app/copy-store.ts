import { MarketWorthError } from '../core/errors.js';
import type { Store } from '../domain/ports.js';
import { copyBatches, isBeginningOf } from './copy-batches.js';
import { addKept, foreignTo, keptIn, type Kept } from './copy-kept.js';
import { contentOfStore, type StoreContent } from './store-content.js';

export interface CopyRequest {
  /** Add to what the target holds already. */
  readonly merge: boolean;
  /** Told how many of the rows that were once read are copied. */
  readonly onProgress?: (rows: number, all: number) => void;
}

/** What a copy did. */
export interface CopyReport {
  /** Imports and undos that were not there yet. */
  readonly copied: number;
  /** What both hold; of a merge, what the target holds now. */
  readonly content: StoreContent;
}

function refused(to: Store, found: string): MarketWorthError {
  return new MarketWorthError(
    'COPY_REFUSED',
    `${to.location} holds ${found}. Name an empty store, or add to what this one holds with --merge.`,
  );
}

/** Refuses a target that holds anything but the beginning of the same copy. */
async function refuseForeign(from: Store, kept: Kept, to: Store, there: Kept): Promise<void> {
  const [sequence, batches] = [await to.sequence(), await to.batches()];
  if (!isBeginningOf(await from.batches(), { batches, sequence })) {
    throw refused(to, `imports that are not those of ${from.location}`);
  }
  const [first, ...more] = foreignTo(kept, there);
  if (first !== undefined) {
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    throw refused(to, `what is not in ${from.location}: ${first}${others}`);
  }
}

function refuseNothing(from: Store, sequence: number, { profiles, mappings, tokens }: Kept): void {
  if (sequence + profiles.length + mappings.length + tokens.length > 0) return;
  throw new MarketWorthError(
    'COPY_REFUSED',
    `${from.location} holds nothing. Expected a store with something in it: check its URL.`,
  );
}

/** Compares all that both hold, once the copy is done. */
async function compared(from: Store, to: Store): Promise<StoreContent> {
  const [own, copied] = await Promise.all([contentOfStore(from), contentOfStore(to)]);
  if (own.checksum === copied.checksum) return copied;
  throw new MarketWorthError(
    'COPY_DIFFERS',
    `${to.location} does not hold what ${from.location} holds: ${copied.entries} entries and ${own.entries}. If one of them was written to meanwhile, run the same command again.`,
    { from: own, to: copied },
  );
}

/**
 * Copies all that a store holds into another: imports with their numbers, undos, what stayed outside, profiles,
 * mappings, tokens and, where the target has none, the release. A copy that was broken off is completed by the same again, and later imports are added by it.
 * At the end both are read and compared. With `merge` the target may hold other things: they stay, imports that it lacks
 * are added under its next numbers, and where both know an entry the one that is added counts.
 *
 * Fails with COPY_REFUSED, COPY_DIFFERS, with UNDO_REFUSED where an undo is to be merged that the target cannot do, and
 * with the codes of both stores.
 */
export async function copyStore(from: Store, to: Store, request: CopyRequest): Promise<CopyReport> {
  if (from.location === to.location) {
    throw new MarketWorthError('COPY_REFUSED', `${to.location} is both. Name two stores.`);
  }
  const [kept, there] = [await keptIn(from), await keptIn(to)];
  refuseNothing(from, await from.sequence(), kept);
  if (!request.merge) await refuseForeign(from, kept, to, there);
  const batches = await from.batches();
  const all = batches.reduce((sum, { counts }) => sum + counts.rows, 0);
  const copied = await copyBatches(batches, from, to, (rows) => request.onProgress?.(rows, all));
  await addKept(kept, there, to);
  return { copied, content: await (request.merge ? contentOfStore(to) : compared(from, to)) };
}
