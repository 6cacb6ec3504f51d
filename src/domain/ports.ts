import type { AccessToken } from './access-token.js';
import type { Batch, BatchStart, Fate, FateCounts, RowProblem } from './batch.js';
import type { Entry } from './entry.js';
import type { Profile } from './profile.js';
import type { KeptRelease } from './release.js';

/** An entry and its cells as JSON. */
export interface RowText {
  readonly entry: string;
  readonly raw: string;
}

/** A row that may enter the store, with its identity. */
export interface Candidate {
  /** Its identity and a fingerprint of its values, 32 hex digits each. */
  readonly key: string;
  readonly content: string;
  /** The row's line in its file, from 1; the header's line counts. */
  readonly line: number;
  readonly entry: Entry;
  /** The cells as they stood in the file, in the order of the batch's columns. */
  readonly raw: readonly string[];
  /** Where they were written as JSON already, which a store that keeps JSON need not do again. */
  readonly text?: RowText | undefined;
}

/** A row that stays outside the offers, and why; kept so that nothing vanishes. */
export interface Finding {
  readonly line: number;
  readonly fate: Extract<Fate, 'quarantined' | 'rejected' | 'duplicate'>;
  readonly problems: readonly RowProblem[];
  readonly raw: readonly string[];
}

/** An entry as the store holds it. */
export interface StoredEntry {
  readonly key: string;
  /** The batch that brought this version. */
  readonly batch: number;
  readonly entry: Entry;
}

/**
 * The current entries as of one moment, in key order, in chunks, whatever is committed meanwhile. It can be read once;
 * reading to the end or breaking off lets go of what it holds.
 */
export interface EntrySnapshot extends AsyncIterable<readonly StoredEntry[]> {
  /** The sequence number of that moment: the entries are what the batches and undos up to it left. */
  sequence(): Promise<number>;
}

/** How the current entries at a sequence number differ from those at an earlier one. */
export interface EntryChanges {
  /** The sequence number that they lead to. */
  readonly sequence: number;
  /** Entries that are new or have another content, in key order. */
  readonly entries: readonly StoredEntry[];
  /** Keys of entries that are no more. */
  readonly gone: readonly string[];
}

/** A field whose value an update changes; null where it is absent. */
export interface Change {
  readonly line: number;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where an entry stands in the order of `entriesOf`. */
export type EntryPlace = Pick<StoredEntry, 'batch' | 'key'>;

/**
 * What a commit would do, decided once for preview and commit alike. A duplicate is counted and not kept: the store
 * holds its content already.
 */
export interface Settlement {
  readonly accepted: number;
  readonly updated: number;
  readonly duplicate: number;
  /** Current entries that go. */
  readonly removed: number;
  /** The first changes of updated rows, at most 20. */
  readonly changes: readonly Change[];
}

/**
 * An import in progress. Nothing of it is visible before `commit`; a process that dies leaves nothing behind.
 * `settle` decides each candidate: a new key is accepted, a known key with the same content is a duplicate, with
 * other content an update. Of one key given twice the first counts and the others are duplicates; their content must be
 * the same. From `settle` to the end of the batch no other writer gets in, here or in another process: they wait.
 */
export interface BatchWriter {
  add(candidates: readonly Candidate[]): Promise<void>;
  addFindings(findings: readonly Finding[]): Promise<void>;
  /** The entries with these keys are to go, where they are current. They stay on record, and undo brings them back. */
  remove(keys: readonly string[]): Promise<void>;
  settle(): Promise<Settlement>;
  /** Makes the batch visible under the next sequence number. Only after `settle`. */
  commit(counts: FateCounts, sha256: string): Promise<Batch>;
  /** Forgets the batch unless it was committed. Safe at any time and more than once. */
  abort(): Promise<void>;
}

/** What a batch did to the entries: rows that entered, and the keys of entries that went. */
export interface BatchRows {
  readonly candidates: readonly Candidate[];
  readonly removed: readonly string[];
}

export interface SavedProfile {
  readonly person: string;
  readonly profile: Profile;
}

/** How the columns of a kind of file were matched, kept so that the next file with its header needs no options. */
export interface SavedMapping {
  readonly name: string;
  readonly mapping: Readonly<Record<string, readonly string[]>>;
  readonly set: Readonly<Record<string, string>>;
}

/**
 * Where entries, batches and profiles are kept. Every committed batch and every undo takes the next sequence number,
 * from 1. Methods fail with STORE_UNREACHABLE when the store is away, STORE_BUSY when another writer holds it too long.
 */
export interface Store {
  /** Where it is, without secrets. */
  readonly location: string;
  /** The number of the last committed batch or undo; 0 for an empty store. */
  sequence(): Promise<number>;
  /**
   * Calls a listener soon after a batch or an undo of any process took a number, until what it gives is called. It is a
   * hint, which may come without a change, late or not at all: who follows the store asks for its sequence all the same.
   * Where the store cannot tell, it is missing.
   */
  onChange?(listener: () => void): () => void;
  openBatch(start: BatchStart): Promise<BatchWriter>;
  /** Committed batches, oldest first, undone ones included. */
  batches(): Promise<Batch[]>;
  /** One batch, or undefined. */
  batch(id: number): Promise<Batch | undefined>;
  /** The rows of a batch that stayed outside, in line order, in chunks. */
  findings(id: number): AsyncIterable<readonly Finding[]>;
  /** What a batch did, its rows and its keys each in key order, in chunks; nothing where it was taken back. */
  rowsOf(id: number): AsyncIterable<BatchRows>;
  /**
   * Takes a batch back: its new rows go, what it replaced returns. Takes a sequence number. Fails with
   * BATCH_NOT_FOUND, or UNDO_REFUSED naming the rows where a later batch edited them or it was undone already.
   */
  undo(id: number): Promise<Batch>;
  /** All current entries. */
  entries(): EntrySnapshot;
  /**
   * What has changed since a sequence number; null where a batch from before it was taken back, or where more entries
   * than `most` came in, and all entries are to be read instead.
   */
  changes(since: number, most: number): Promise<EntryChanges | null>;
  /** A current entry by its key, or undefined. */
  entry(key: string): Promise<StoredEntry | undefined>;
  /**
   * A person's own current entries: those that name them as their contributor, and those that name nobody of imports
   * where such rows are the importer's. The newest batch first, within a batch in key order; `after` goes on from a
   * place in that order.
   */
  entriesOf(person: string, limit: number, after?: EntryPlace): Promise<StoredEntry[]>;
  profile(person: string): Promise<Profile | undefined>;
  saveProfile(person: string, profile: Profile): Promise<void>;
  /** All profiles, in no order. */
  profiles(): Promise<SavedProfile[]>;
  /** A saved mapping by its name or by a header's fingerprint. */
  mapping(name: string): Promise<SavedMapping | undefined>;
  saveMapping(mapping: SavedMapping): Promise<void>;
  /** All saved mappings, in no order. */
  mappings(): Promise<SavedMapping[]>;
  /** All access tokens, the oldest first. */
  tokens(): Promise<AccessToken[]>;
  /** The token with a hash, or undefined; what another process saved or revoked is seen at once. */
  token(hash: string): Promise<AccessToken | undefined>;
  /** Saves a token, in place of one with its id. */
  saveToken(token: AccessToken): Promise<void>;
  /** The hash of the release that shared answers come from; null before the first. */
  releaseHash(): Promise<string | null>;
  /** That release, whole; null before the first. */
  release(): Promise<KeptRelease | null>;
  /**
   * Keeps a release in place of the one with the hash `replaces` (null: where there is none). False, and nothing is
   * changed, where another is kept meanwhile.
   */
  saveRelease(kept: KeptRelease, replaces: string | null): Promise<boolean>;
  close(): Promise<void>;
}
