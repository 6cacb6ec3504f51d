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
import { ChangeStream } from './change-stream.js';
import { readChanges } from './changes.js';
import { Connection } from './connection.js';
import { Heartbeat } from './heartbeat.js';
import { Lease, type LeaseTimes } from './lease.js';
import { openLimiter } from './limiter.js';
import { Log } from './log.js';
import { migrate } from './migrations.js';
import { MongoBatch } from './mongo-batch.js';
import { MongoSnapshot } from './mongo-snapshot.js';
import type { BodyDocument } from './models.js';
import { readEntriesOf, readEntry } from './own-entries.js';
import { readRelease, readReleaseHash, writeRelease } from './release.js';
import { newToken } from './rows.js';
import { sweep } from './sweep.js';
import { readToken, readTokens, writeToken } from './tokens.js';
import { undoBatch } from './undo.js';

const LEASE_TIMES: LeaseTimes = { waitMs: 60_000, beatMs: 2000, deadMs: 15_000 };
/** Work that is done alone may take minutes. */
const ALONE_TIMES: LeaseTimes = { ...LEASE_TIMES, waitMs: 300_000 };

class MongoStore implements Store {
  readonly location: string;
  private readonly log: Log;
  private readonly batchesOpen = new Set<MongoBatch>();
  private readonly streams = new Set<ChangeStream>();
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly leaseTimes: LeaseTimes,
  ) {
    this.location = connection.location;
    this.log = new Log(connection);
  }

  async sequence(): Promise<number> {
    return (await this.log.now()).sequence;
  }

  onChange(listener: () => void): () => void {
    const stream = new ChangeStream(this.connection, listener);
    this.streams.add(stream);
    return () => {
      stream.stop();
      this.streams.delete(stream);
    };
  }

  async openBatch(start: BatchStart): Promise<BatchWriter> {
    const { connection, log } = this;
    const token = newToken();
    const batches = connection.raw.batches;
    const opened = await connection.attempt(() =>
      batches.findOneAndUpdate(
        { _id: token },
        { $set: { state: 'open' }, $currentDate: { beat: true } },
        { upsert: true, returnDocument: 'after' },
      ),
    );
    const beat = (opened as unknown as { beat: Date }).beat;
    this.sweeping = this.sweeping.then(() => sweep(connection, beat)).catch(() => undefined);
    const batch = new MongoBatch(start, token, {
      connection,
      log,
      lease: new Lease(connection, token, this.leaseTimes),
      heartbeat: new Heartbeat(connection, token),
      ended: (ended) => this.batchesOpen.delete(ended),
    });
    this.batchesOpen.add(batch);
    return batch;
  }

  batches(): Promise<Batch[]> {
    return readBatches(this.connection);
  }

  async batch(id: number): Promise<Batch | undefined> {
    return (await readBatch(this.connection, id))?.batch;
  }

  findings(id: number): AsyncIterable<readonly Finding[]> {
    return readFindings(this.connection, id);
  }

  rowsOf(id: number): AsyncIterable<BatchRows> {
    return readBatchRows(this.connection, id);
  }

  async undo(id: number): Promise<Batch> {
    const lease = new Lease(this.connection, newToken(), this.leaseTimes);
    await lease.take();
    try {
      return await undoBatch(this.connection, this.log, id);
    } finally {
      await lease.giveBack();
    }
  }

  entries(): EntrySnapshot {
    return new MongoSnapshot(this.connection, this.log);
  }

  changes(since: number, most: number): Promise<EntryChanges | null> {
    return readChanges(this.connection, this.log, since, most);
  }

  async entry(key: string): Promise<StoredEntry | undefined> {
    return readEntry(this.connection, await this.log.now(), key);
  }

  async entriesOf(person: string, limit: number, after?: EntryPlace): Promise<StoredEntry[]> {
    return readEntriesOf(this.connection, await this.log.now(), person, limit, after);
  }

  async profile(person: string): Promise<Profile | undefined> {
    return (await this.value('profiles', person)) as Profile | undefined;
  }

  async saveProfile(person: string, profile: Profile): Promise<void> {
    await this.save('profiles', person, profile);
  }

  async profiles(): Promise<SavedProfile[]> {
    const found = await this.bodies('profiles');
    return found.map(({ _id, body }) => ({ person: _id, profile: JSON.parse(body) as Profile }));
  }

  async mapping(name: string): Promise<SavedMapping | undefined> {
    return (await this.value('mappings', name)) as SavedMapping | undefined;
  }

  async saveMapping(mapping: SavedMapping): Promise<void> {
    await this.save('mappings', mapping.name, mapping);
  }

  async mappings(): Promise<SavedMapping[]> {
    return (await this.bodies('mappings')).map(({ body }) => JSON.parse(body) as SavedMapping);
  }

  tokens(): Promise<AccessToken[]> {
    return readTokens(this.connection);
  }

  token(hash: string): Promise<AccessToken | undefined> {
    return readToken(this.connection, hash);
  }

  async saveToken(token: AccessToken): Promise<void> {
    await writeToken(this.connection, token);
  }

  async alone(name: string, work: () => Promise<void>): Promise<void> {
    const lease = new Lease(this.connection, newToken(), ALONE_TIMES, `${name} alone`);
    await lease.make();
    await lease.take();
    try {
      await work();
    } finally {
      await lease.giveBack();
    }
  }

  limiter(name: string, points: number, seconds: number): ReturnType<typeof openLimiter> {
    return openLimiter(this.connection, name, points, seconds);
  }

  releaseHash(): Promise<string | null> {
    return readReleaseHash(this.connection);
  }

  release(): Promise<KeptRelease | null> {
    return readRelease(this.connection);
  }

  saveRelease(kept: KeptRelease, replaces: string | null): Promise<boolean> {
    return writeRelease(this.connection, kept, replaces);
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.stop();
    await Promise.all([...this.batchesOpen].map((batch) => batch.abort()));
    await this.connection.close();
    await this.sweeping;
  }

  private async value(name: 'profiles' | 'mappings', _id: string): Promise<unknown> {
    const model = this.connection.models[name];
    const found = await this.connection.attempt(() => model.findOne({ _id }).lean<BodyDocument>().exec());
    return found ? JSON.parse(found.body) : undefined;
  }

  private bodies(name: 'profiles' | 'mappings'): Promise<BodyDocument[]> {
    const model = this.connection.models[name];
    return this.connection.attempt(() => model.find().lean<BodyDocument[]>().exec());
  }

  private async save(name: 'profiles' | 'mappings', _id: string, value: unknown): Promise<void> {
    const model = this.connection.models[name];
    const body = JSON.stringify(value);
    await this.connection.attempt(() =>
      model.updateOne({ _id }, { $set: { body } }, { upsert: true }).exec(),
    );
  }
}

/**
 * Opens the store in a MongoDB database (standalone, replica set or sharded cluster), which is set up where it is new.
 * Any number of processes may have it open: they see each other's commits at once, and writers wait for one another.
 *
 * Fails with STORE_UNREACHABLE (no answer, not let in), STORE_NEWER (written by a newer version) or STORE_BUSY.
 */
export async function openMongoStore(url: string, leaseTimes: LeaseTimes = LEASE_TIMES): Promise<Store> {
  const connection = await Connection.open(url);
  try {
    await migrate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return new MongoStore(connection, leaseTimes);
}

/** Makes counters that all processes of a store share; undefined for a store that is not in MongoDB. */
export function limitersOf(store: Store): MongoStore['limiter'] | undefined {
  return store instanceof MongoStore ? store.limiter.bind(store) : undefined;
}

/**
 * Does work, by its name, in one process of a store at a time: the others wait, and fail with STORE_BUSY where that takes
 * minutes. Undefined for a store that is not in MongoDB.
 */
export function leasesOf(store: Store): MongoStore['alone'] | undefined {
  return store instanceof MongoStore ? store.alone.bind(store) : undefined;
}
