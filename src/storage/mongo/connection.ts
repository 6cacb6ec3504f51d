import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { MarketWorthError } from '../../core/errors.js';
import { unreachable } from '../unreachable.js';
import { isNoServer, isPassing, noAnswer, storeFailure } from './failures.js';
import { locationOf } from './location.js';
import { modelsOf, rawOf, type Models, type RawCollections } from './models.js';

/** How long things may take. */
export interface Limits {
  /** Any one thing that is asked of the server, tries included. */
  readonly answerMs: number;
  readonly closeMs: number;
}

const LIMITS: Limits = { answerMs: 12_000, closeMs: 1000 };
const RETRY_MS = 100;
/** How often a server that takes long over something is asked for a sign of life. */
const PING_MS = 1000;

const settings = {
  appName: 'market-worth',
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  ignoreUndefined: true,
  writeConcern: { w: 'majority' },
} as const;

/**
 * A connection to a store's database. Every wait has a limit; after one ran out the store counts as away. A server that
 * has gone silent is waited for once: what is asked of it meanwhile does not prolong that.
 */
export class Connection {
  private away = false;
  /** When the first of what is not answered yet was asked, unless something was answered since. */
  private silentSince: number | undefined;
  private answeredAt = -Infinity;
  private collections: RawCollections | undefined;

  private constructor(
    private readonly driver: mongoose.Connection,
    readonly location: string,
    readonly models: Models,
    private readonly limits: Limits,
  ) {}

  /** Connects; fails with STORE_UNREACHABLE, which never shows the URL's user, password or options. */
  static async open(url: string, limits = LIMITS): Promise<Connection> {
    const { location, database } = locationOf(url);
    // An instance of its own: its settings are not those of whoever else uses the library in this process.
    const library = new mongoose.Mongoose({ strictQuery: 'throw', sanitizeFilter: true });
    const driver = library.createConnection();
    const connection = new Connection(driver, location, modelsOf(driver), limits);
    const wait = limits.answerMs - 1000;
    const waits = { serverSelectionTimeoutMS: wait, connectTimeoutMS: wait };
    try {
      await connection.attempt(() => driver.openUri(url, { ...settings, ...waits, dbName: database }));
      return connection;
    } catch (error) {
      await connection.close();
      if (error instanceof MarketWorthError) throw error;
      // What the library says of a URL may quote it.
      const expected = 'Expected mongodb://USER:PASSWORD@HOST:PORT/DATABASE.';
      throw unreachable(location, 'the URL cannot be understood', expected);
    }
  }

  /** The driver's own collections. */
  get raw(): RawCollections {
    this.collections ??= rawOf(this.driver);
    return this.collections;
  }

  /**
   * Asks something of the server, again after a lost connection, within the limit. What is asked must be such that
   * asking twice does no more than asking once.
   */
  async attempt<Value>(work: () => Promise<Value>): Promise<Value> {
    const deadline = performance.now() + this.limits.answerMs;
    const ended = new AbortController();
    const late = this.patience(ended.signal);
    late.catch(() => undefined);
    try {
      return await Promise.race([this.tries(work, deadline), late]);
    } finally {
      ended.abort();
    }
  }

  /** Asks for something that may take the server long, for as long as it gives signs of life meanwhile. */
  async patiently<Value>(work: () => Promise<Value>): Promise<Value> {
    const ended = new AbortController();
    const watch = async (): Promise<never> => {
      for (;;) {
        await this.attempt(() => this.database.command({ ping: 1 }));
        await sleep(PING_MS, undefined, { signal: ended.signal });
      }
    };
    const watched = watch();
    watched.catch(() => undefined);
    try {
      return await Promise.race([this.tries(work, Infinity), watched]);
    } finally {
      ended.abort();
    }
  }

  /** Whether the last thing asked of the server came to nothing. */
  isAway(): boolean {
    return this.away;
  }

  /** The database, for a library that keeps a collection of its own in it. */
  get database(): mongoose.mongo.Db {
    return this.driver.getClient().db(this.driver.name);
  }

  /** Lets go of the server. Safe to call more than once. */
  async close(): Promise<void> {
    // The library would wait for a connection that is still being made before it let go of it.
    const client = this.driver.getClient() as mongoose.mongo.MongoClient | null;
    const closed = client?.close(true).catch(() => undefined);
    await Promise.race([closed, sleep(this.limits.closeMs, undefined, { ref: false })]);
  }

  /** Fails when the silence in which something is asked has lasted too long, or where it ends, the asking has. */
  private async patience(signal: AbortSignal): Promise<never> {
    const { answerMs } = this.limits;
    const asked = performance.now();
    const since = (this.silentSince ??= asked);
    for (const from of [since, asked]) {
      await sleep(Math.max(0, from + answerMs - performance.now()), undefined, { signal });
      // This thread may have been at work all the time: what has arrived meanwhile is read first.
      await nextTurn();
      await nextTurn();
      signal.throwIfAborted();
      if (this.answeredAt < since) break;
    }
    this.lost();
    throw noAnswer(this.location, answerMs);
  }

  private answered(): void {
    this.silentSince = undefined;
    this.answeredAt = performance.now();
  }

  private lost(): void {
    this.silentSince = undefined;
    this.away = true;
  }

  private async tries<Value>(work: () => Promise<Value>, deadline: number): Promise<Value> {
    for (;;) {
      try {
        const value = await work();
        this.away = false;
        this.answered();
        return value;
      } catch (error) {
        if (!isPassing(error)) {
          this.answered();
          throw storeFailure(error, this.location);
        }
        if (isNoServer(error) || performance.now() + RETRY_MS > deadline || this.away) {
          this.lost();
          throw storeFailure(error, this.location);
        }
        await sleep(RETRY_MS);
      }
    }
  }
}
