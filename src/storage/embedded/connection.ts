import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql/promise';
import { unreachable } from '../unreachable.js';
import { isBusy, storeFailure } from './failures.js';

/** What a statement takes. The driver ends the whole process on anything else, such as a boolean. */
export type Param = string | number | null | Buffer;

/** The part of `libsql/promise` in use. `exec` works on a thread of its own, the methods of a statement on ours. */
interface Driver {
  readonly inTransaction: boolean;
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<Statement>;
  close(): void;
}

interface Statement {
  run(params: readonly Param[]): { changes: number };
  get(params: readonly Param[]): unknown;
  all(params: readonly Param[]): Promise<unknown[]>;
}

const RETRY_MS = 25;
/** How long a checkpoint waits for readers. Nothing else waits inside of SQLite: that would stop the thread that asks. */
const CHECKPOINT_WAIT_MS = 50;

/**
 * A connection to a store's file. Failures come out as `MarketWorthError` where the user can do something about them.
 * Outside of a transaction a locked store is asked again until the lock timeout is over, without stopping the event
 * loop; inside of one the failure is for the transaction's owner.
 */
export class Connection {
  private readonly statements = new Map<string, Promise<Statement>>();
  /** The last query of each statement that reads many rows. */
  private readonly reading = new Map<string, Promise<unknown>>();
  /** What was begun on other threads, and has not ended. */
  private readonly running = new Set<Promise<unknown>>();
  private closed = false;

  private constructor(
    private readonly driver: Driver,
    readonly location: string,
    private readonly lockTimeoutMs: number,
  ) {}

  static async open(path: string, lockTimeoutMs: number): Promise<Connection> {
    const location = `file:${path}`;
    let driver: Driver;
    try {
      driver = new Database(path, {}) as unknown as Driver;
    } catch (error) {
      throw unreachable(
        location,
        'the file cannot be opened',
        'Check the path and who may write there.',
        error,
      );
    }
    const connection = new Connection(driver, location, lockTimeoutMs);
    await connection.exec('pragma busy_timeout = 0');
    return connection;
  }

  /** Runs statements without parameters on another thread, so that long ones do not stop the event loop. */
  exec(sql: string): Promise<void> {
    return this.attempt(() => this.driver.exec(sql));
  }

  /** Runs one short statement; gives the number of rows that it changed. */
  run(sql: string, params: readonly Param[] = []): Promise<number> {
    return this.attempt(async () => (await this.statement(sql)).run(params).changes);
  }

  /** The first row of a short query. */
  get(sql: string, params: readonly Param[] = []): Promise<unknown> {
    return this.attempt(async () => (await this.statement(sql)).get(params));
  }

  /**
   * All rows of a short query. The same query waits for the one before: the driver hands out rows after it has begun,
   * and a statement that was begun again by then has others, or none.
   */
  all(sql: string, params: readonly Param[] = []): Promise<unknown[]> {
    const read = (): Promise<unknown[]> => this.attempt(async () => (await this.statement(sql)).all(params));
    const rows = (this.reading.get(sql) ?? Promise.resolve()).then(read);
    const ended = (): void => undefined;
    this.reading.set(sql, rows.then(ended, ended));
    return rows;
  }

  /** What `work` changes, or nothing if it fails; other writers wait. */
  async transaction<Value>(work: () => Promise<Value>): Promise<Value> {
    await this.exec('begin immediate');
    try {
      const value = await work();
      await this.exec('commit');
      return value;
    } catch (error) {
      if (this.inTransaction()) await this.exec('rollback');
      throw error;
    }
  }

  /** Moves what was committed from the log to the file and empties the log. What stands in the way stays in the log. */
  async checkpoint(): Promise<void> {
    if (this.closed) return;
    await this.driver
      .exec(
        `pragma busy_timeout = ${CHECKPOINT_WAIT_MS}; pragma wal_checkpoint(truncate); pragma busy_timeout = 0`,
      )
      .catch(() => undefined);
  }

  /** Forgets what an open transaction has written, and lets go of the file. Safe to call more than once. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.statements.clear();
    // A statement that begins after the rollback would stand on its own, and stay.
    await Promise.allSettled(this.running);
    // The file stays open until the last statement is collected; a transaction must not stay open with it.
    if (this.driver.inTransaction) await this.driver.exec('rollback');
    this.driver.close();
  }

  private inTransaction(): boolean {
    return !this.closed && this.driver.inTransaction;
  }

  private statement(sql: string): Promise<Statement> {
    const known = this.statements.get(sql);
    if (known) return known;
    const prepared = this.driver.prepare(sql);
    this.statements.set(sql, prepared);
    // Preparing reads the schema, for which the store may be locked: the next attempt prepares anew.
    prepared.catch(() => this.statements.delete(sql));
    return prepared;
  }

  private attempt<Value>(work: () => Promise<Value>): Promise<Value> {
    const running = this.untilFree(work);
    this.running.add(running);
    const ended = (): void => {
      this.running.delete(running);
    };
    running.then(ended, ended);
    return running;
  }

  private async untilFree<Value>(work: () => Promise<Value>): Promise<Value> {
    const deadline = performance.now() + this.lockTimeoutMs;
    for (;;) {
      // The driver would end the whole process.
      if (this.closed) throw new Error(`${this.location} was closed`);
      try {
        return await work();
      } catch (error) {
        const again = isBusy(error) && !this.inTransaction() && performance.now() < deadline;
        if (!again) throw storeFailure(error, this.location, this.lockTimeoutMs);
        await sleep(RETRY_MS);
      }
    }
  }
}
