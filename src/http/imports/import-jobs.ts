import { LRUCache } from 'lru-cache';
import { MarketWorthError } from '../../core/errors.js';
import { within } from '../within.js';
import { ImportJob, type ImportWork } from './import-job.js';

const HOUR_MS = 3_600_000;
const REMEMBERED = 1000;

/** The imports of this process: those that go on, and for an hour those that ended. */
export class ImportJobs {
  readonly #running = new Set<ImportJob>();
  readonly #ended = new LRUCache<string, ImportJob>({ max: REMEMBERED, ttl: HOUR_MS });
  #reserved = 0;
  #stopping = false;

  constructor(
    private readonly maxRunning: number,
    private readonly limitMs: number,
  ) {}

  /**
   * Does `receive` while a place is kept for its import. Fails with SERVER_BUSY where there is none, or the server is
   * about to stop.
   */
  async withPlace<Value>(receive: () => Promise<Value>): Promise<Value> {
    if (this.#stopping || this.#reserved + this.#running.size >= this.maxRunning) {
      throw new MarketWorthError(
        'SERVER_BUSY',
        this.#stopping
          ? 'The server is about to stop. Send the file again later.'
          : `${this.maxRunning} imports go on already. Send the file again when one has ended.`,
      );
    }
    this.#reserved++;
    try {
      return await receive();
    } finally {
      this.#reserved--;
    }
  }

  start(work: ImportWork, requestId: string): ImportJob {
    const job = new ImportJob(work, requestId, this.limitMs);
    this.#running.add(job);
    const ended = (): void => {
      this.#running.delete(job);
      this.#ended.set(job.id, job);
    };
    job.done.then(ended, ended);
    if (this.#stopping) job.stop();
    return job;
  }

  find(id: string): ImportJob | undefined {
    return [...this.#running].find((job) => job.id === id) ?? this.#ended.get(id);
  }

  /** Takes no more, and lets those that go on end; after `graceMs` they are stopped. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const ended = (): Promise<unknown> => Promise.allSettled([...this.#running].map((job) => job.done));
    await within(graceMs, ended(), () => new Error('late')).catch(() => undefined);
    for (const job of this.#running) job.stop();
    await ended();
  }
}
