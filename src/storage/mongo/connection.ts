import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { MarketWorthError } from '../../core/errors.js';
import { unreachable } from '../unreachable.js';
import { isNoServer, isPassing, noAnswer, storeFailure } from './failures.js';
import { locationOf } from './location.js';
import { modelsOf, rawOf, type Models, type RawCollections } from './models.js';

/** How long any one thing that is asked of the server may take, tries included. */
const ANSWER_LIMIT_MS = 12_000;
const CLOSE_LIMIT_MS = 1000;
const RETRY_MS = 100;

const settings = {
  appName: 'market-worth',
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  ignoreUndefined: true,
  serverSelectionTimeoutMS: ANSWER_LIMIT_MS - 1000,
  connectTimeoutMS: ANSWER_LIMIT_MS - 1000,
  writeConcern: { w: 'majority' },
} as const;

/** A connection to a store's database. Every wait has a limit; after one ran out the store counts as away. */
export class Connection {
  private away = false;
  private collections: RawCollections | undefined;

  private constructor(
    private readonly driver: mongoose.Connection,
    readonly location: string,
    readonly models: Models,
  ) {}

  /** Connects; fails with STORE_UNREACHABLE, which never shows the URL's user, password or options. */
  static async open(url: string): Promise<Connection> {
    const { location, database } = locationOf(url);
    // An instance of its own: its settings are not those of whoever else uses the library in this process.
    const library = new mongoose.Mongoose({ strictQuery: 'throw', sanitizeFilter: true });
    const driver = library.createConnection();
    const connection = new Connection(driver, location, modelsOf(driver));
    try {
      await connection.attempt(() => driver.openUri(url, { ...settings, dbName: database }));
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
  async attempt<Value>(work: () => Promise<Value>, limitMs = ANSWER_LIMIT_MS): Promise<Value> {
    const ended = new AbortController();
    const late = sleep(limitMs, undefined, { signal: ended.signal }).then(async () => {
      // This thread may have been at work all the time: what has arrived meanwhile is read first.
      await nextTurn();
      await nextTurn();
      ended.signal.throwIfAborted();
      this.away = true;
      throw noAnswer(this.location, limitMs);
    });
    try {
      return await Promise.race([this.tries(work, performance.now() + limitMs), late]);
    } finally {
      ended.abort();
      late.catch(() => undefined);
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
    const closed = this.driver.close(true).catch(() => undefined);
    await Promise.race([closed, sleep(CLOSE_LIMIT_MS, undefined, { ref: false })]);
  }

  private async tries<Value>(work: () => Promise<Value>, deadline: number): Promise<Value> {
    for (;;) {
      try {
        const value = await work();
        this.away = false;
        return value;
      } catch (error) {
        if (!isPassing(error)) throw storeFailure(error, this.location);
        if (isNoServer(error) || performance.now() + RETRY_MS > deadline || this.away) {
          this.away = true;
          throw storeFailure(error, this.location);
        }
        await sleep(RETRY_MS);
      }
    }
  }
}
