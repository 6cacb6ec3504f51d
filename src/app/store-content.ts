import { createHash, type Hash } from 'node:crypto';
import type { Batch } from '../domain/batch.js';
import { canonicalText } from '../domain/identity.js';
import type { Store } from '../domain/ports.js';
import { recordText } from './batch-record.js';

/** How much a store holds, and a checksum of all of it but where it is. Equal checksums: equal content. */
export interface StoreContent {
  readonly batches: number;
  /** Rows that batches brought, those that later ones replaced included. */
  readonly rows: number;
  /** Rows that stayed outside. */
  readonly findings: number;
  /** Current entries. */
  readonly entries: number;
  readonly profiles: number;
  readonly mappings: number;
  readonly tokens: number;
  /** SHA-256, in hex. */
  readonly checksum: string;
}

type Counts = { -readonly [Name in 'rows' | 'findings' | 'entries']: number };

function put(hash: Hash, ...values: readonly unknown[]): void {
  hash.update(`${JSON.stringify(values)}\n`);
}

/** Rows and removals are each in order, in chunks of whatever size: two digests, then both into the one. */
async function putRows(hash: Hash, store: Store, id: number, counts: Counts): Promise<void> {
  const [brought, gone] = [createHash('sha256'), createHash('sha256')];
  for await (const { candidates, removed } of store.rowsOf(id)) {
    counts.rows += candidates.length;
    for (const { key, content, line, entry, raw } of candidates)
      put(brought, key, content, line, canonicalText(entry), raw);
    for (const key of removed) put(gone, key);
  }
  put(hash, brought.digest('hex'), gone.digest('hex'));
}

async function putBatch(hash: Hash, store: Store, batch: Batch, counts: Counts): Promise<void> {
  put(hash, recordText(batch));
  await putRows(hash, store, batch.id, counts);
  for await (const findings of store.findings(batch.id)) {
    counts.findings += findings.length;
    for (const finding of findings) put(hash, finding);
  }
}

/** Values in the order of their names. */
function inOrder<Value>(values: readonly Value[], nameOf: (value: Value) => string): Value[] {
  return [...values].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** Reads all that a store holds. Cost: every row once, every current entry a second time. */
export async function contentOfStore(store: Store): Promise<StoreContent> {
  const hash = createHash('sha256');
  const counts: Counts = { rows: 0, findings: 0, entries: 0 };
  const batches = await store.batches();
  for (const batch of batches) await putBatch(hash, store, batch, counts);
  for await (const entries of store.entries()) {
    counts.entries += entries.length;
    for (const { key, batch } of entries) put(hash, key, batch);
  }
  const profiles = inOrder(await store.profiles(), ({ person }) => person);
  const mappings = inOrder(await store.mappings(), ({ name }) => name);
  const tokens = inOrder(await store.tokens(), ({ id }) => id);
  put(hash, profiles, mappings, tokens);
  const kept = { profiles: profiles.length, mappings: mappings.length, tokens: tokens.length };
  return { batches: batches.length, ...counts, ...kept, checksum: hash.digest('hex') };
}
