import { resolve } from 'node:path';
import type { AccessToken } from '../../domain/access-token.js';
import type { Batch, BatchStart } from '../../domain/batch.js';
import type {
  BatchRows,
  BatchWriter,
  EntryChanges,
  EntryPlace,
  EntrySnapshot,
  Finding,
  SavedMapping,
  SavedProfile,
  Store,
  StoredEntry,
} from '../../domain/ports.js';
import type { Profile } from '../../domain/profile.js';
import type { KeptRelease } from '../../domain/release.js';
import { readBatch, readBatches, readFindings } from './batch-records.js';
import { readBatchRows } from './batch-rows.js';
import { readChanges } from './changes.js';
import { Connection } from './connection.js';
import { EmbeddedBatch } from './embedded-batch.js';
import { EmbeddedSnapshot, type ReaderPool } from './embedded-snapshot.js';
import { busy } from './failures.js';
import { migrate } from './migrations.js';
import { readEntriesOf, readEntry } from './own-entries.js';
import { prepareFile } from './prepare-file.js';
import { readRelease, readReleaseHash, writeRelease } from './release.js';
import { lastSequence } from './sequence.js';
import { Staging } from './staging.js';
import { Turnstile } from './turnstile.js';
import { undoBatch } from './undo.js';

export interface EmbeddedStoreOptions {
  /** How long to wait for another writer, here or in another process, before failing with STORE_BUSY. */
  readonly lockTimeoutMs?: number;
}

const LOCK_TIMEOUT_MS = 60_000;

class EmbeddedStore implements Store {
  readonly location: string;
  private readonly turnstile = new Turnstile();
  private readonly batchesOpen = new Set<EmbeddedBatch>();
  private readonly readers = new Set<Connection>();
  private readonly idleReaders: Connection[] = [];
  private readonly readerPool: ReaderPool = {
    lend: () => this.lendReader(),
    giveBack: (reader) => this.idleReaders.push(reader),
  };

  constructor(
    private readonly path: string,
    private readonly lockTimeoutMs: number,
    private readonly connection: Connection,
  ) {
    this.location = connection.location;
  }

  sequence(): Promise<number> {
    return lastSequence(this.connection);
  }

  async openBatch(start: BatchStart): Promise<BatchWriter> {
    const connection = await Connection.open(this.path, this.lockTimeoutMs);
    const staging = await Staging.create(connection);
    const batch = new EmbeddedBatch(start, connection, staging, {
      takeTurn: () => this.takeTurn(),
      ended: (ended) => this.batchesOpen.delete(ended),
    });
    this.batchesOpen.add(batch);
    return batch;
  }

  batches(): Promise<Batch[]> {
    return readBatches(this.connection);
  }

  batch(id: number): Promise<Batch | undefined> {
    return readBatch(this.connection, id);
  }

  findings(id: number): AsyncIterable<readonly Finding[]> {
    return readFindings(this.connection, id);
  }

  rowsOf(id: number): AsyncIterable<BatchRows> {
    return readBatchRows(this.connection, id);
  }

  undo(id: number): Promise<Batch> {
    return this.inTurn(async () => {
      const connection = await Connection.open(this.path, this.lockTimeoutMs);
      try {
        const batch = await connection.transaction(() => undoBatch(connection, id));
        await connection.checkpoint();
        return batch;
      } finally {
        await connection.close();
      }
    });
  }

  entries(): EntrySnapshot {
    return new EmbeddedSnapshot(this.readerPool);
  }

  changes(since: number, most: number): Promise<EntryChanges | null> {
    return readChanges(this.readerPool, since, most);
  }

  entry(key: string): Promise<StoredEntry | undefined> {
    return readEntry(this.connection, key);
  }

  entriesOf(person: string, limit: number, after?: EntryPlace): Promise<StoredEntry[]> {
    return readEntriesOf(this.connection, person, limit, after);
  }

  async profile(person: string): Promise<Profile | undefined> {
    return (await this.value('select body from profile where person = ?', person)) as Profile | undefined;
  }

  async saveProfile(person: string, profile: Profile): Promise<void> {
    await this.write('insert or replace into profile (person, body) values (?, ?)', [person], profile);
  }

  async profiles(): Promise<SavedProfile[]> {
    const rows = await this.connection.all('select person, body from profile');
    return (rows as { person: string; body: string }[]).map(({ person, body }) => ({
      person,
      profile: JSON.parse(body) as Profile,
    }));
  }

  async mapping(name: string): Promise<SavedMapping | undefined> {
    return (await this.value('select body from mapping where name = ?', name)) as SavedMapping | undefined;
  }

  async saveMapping(mapping: SavedMapping): Promise<void> {
    await this.write('insert or replace into mapping (name, body) values (?, ?)', [mapping.name], mapping);
  }

  mappings(): Promise<SavedMapping[]> {
    return this.values('select body from mapping');
  }

  async token(hash: string): Promise<AccessToken | undefined> {
    return (await this.value('select body from token where hash = ?', hash)) as AccessToken | undefined;
  }

  tokens(): Promise<AccessToken[]> {
    return this.values('select body from token order by ordinal');
  }

  async saveToken(token: AccessToken): Promise<void> {
    await this.write(
      `insert into token (id, hash, body) values (?, ?, ?)
       on conflict (id) do update set hash = excluded.hash, body = excluded.body`,
      [token.id, token.hash],
      token,
    );
  }

  releaseHash(): Promise<string | null> {
    return readReleaseHash(this.connection);
  }

  release(): Promise<KeptRelease | null> {
    return readRelease(this.connection);
  }

  saveRelease(kept: KeptRelease, replaces: string | null): Promise<boolean> {
    return this.inTurn(() => writeRelease(this.connection, kept, replaces));
  }

  async close(): Promise<void> {
    await Promise.all([...this.batchesOpen].map((batch) => batch.abort()));
    await Promise.all([...this.readers].map((reader) => reader.close()));
    await this.connection.checkpoint();
    await this.connection.close();
  }

  private async value(sql: string, name: string): Promise<unknown> {
    const row = (await this.connection.get(sql, [name])) as { body: string } | undefined;
    return row === undefined ? undefined : JSON.parse(row.body);
  }

  private async values<Value>(sql: string): Promise<Value[]> {
    const rows = (await this.connection.all(sql)) as { body: string }[];
    return rows.map(({ body }) => JSON.parse(body) as Value);
  }

  private write(sql: string, names: readonly string[], value: unknown): Promise<number> {
    return this.inTurn(() => this.connection.run(sql, [...names, JSON.stringify(value)]));
  }

  private async inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const leaveTurn = await this.takeTurn();
    try {
      return await work();
    } finally {
      leaveTurn();
    }
  }

  private async takeTurn(): Promise<() => void> {
    const leave = await this.turnstile.enter(this.lockTimeoutMs);
    if (!leave) throw busy(this.location, this.lockTimeoutMs);
    return leave;
  }

  private async lendReader(): Promise<Connection> {
    const idle = this.idleReaders.pop();
    if (idle) return idle;
    const reader = await Connection.open(this.path, this.lockTimeoutMs);
    this.readers.add(reader);
    return reader;
  }
}

/**
 * Opens the store in a SQLite file, which is made where there is none. Several processes may have it open: they see
 * each other's commits at once, and writers wait for one another.
 *
 * Fails with STORE_UNREACHABLE (the path cannot be written, or holds something else), STORE_NEWER (written by a newer
 * version) or STORE_BUSY.
 */
export async function openEmbeddedStore(path: string, options: EmbeddedStoreOptions = {}): Promise<Store> {
  const { lockTimeoutMs = LOCK_TIMEOUT_MS } = options;
  const absolute = resolve(path);
  prepareFile(absolute);
  const connection = await Connection.open(absolute, lockTimeoutMs);
  try {
    await migrate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return new EmbeddedStore(absolute, lockTimeoutMs, connection);
}
