import { LRUCache } from 'lru-cache';
import { MarketWorthError } from '../../core/errors.js';
import { within } from '../../core/within.js';
import { ImportJob, type ImportWork } from './import-job.js';

const HOUR_MS = 3_600_000;
const REMEMBERED = 1000;

/** The imports of this process: those that go on, and for an hour those that ended. */
export class ImportJobs {
  readonly #running = new Set<ImportJob>();
  readonly #ended = new LRUCache<string, ImportJob>({
    max: REMEMBERED,
    ttl: HOUR_MS,
    ttlAutopurge: true,
    dispose: (job) => void job.rejects.dispose(),
  });
  /** Files that arrive, and imports. */
  readonly #inFlight = new Set<Promise<unknown>>();
  #places = 0;
  #state: 'open' | 'closing' | 'closed' = 'open';

  constructor(
    private readonly maxRunning: number,
    private readonly limitMs: number,
  ) {}

  /**
   * Does `receive` while a place is kept for its import. Fails with SERVER_BUSY where there is none, or the server is
   * about to stop.
   */
  async withPlace<Value>(receive: () => Promise<Value>): Promise<Value> {
    if (this.#state !== 'open' || this.#places + this.#running.size >= this.maxRunning) {
      throw new MarketWorthError(
        'SERVER_BUSY',
        this.#state === 'open'
          ? `${this.maxRunning} imports go on already. Send the file again when one has ended.`
          : 'The server is about to stop. Send the file again later.',
      );
    }
    this.#places++;
    try {
      return await this.#track(receive());
    } finally {
      this.#places--;
    }
  }

  start(work: ImportWork, requestId: string): ImportJob {
    const job = new ImportJob(work, requestId, this.limitMs);
    this.#running.add(job);
    const ended = (): void => {
      this.#running.delete(job);
      this.#ended.set(job.id, job);
    };
    this.#track(job.done).then(ended, ended);
    if (this.#state === 'closed') job.stop();
    return job;
  }

  find(id: string): ImportJob | undefined {
    return [...this.#running].find((job) => job.id === id) ?? this.#ended.get(id);
  }

  /** Takes no more, and lets what is in flight end; after `graceMs` imports are stopped. */
  async stop(graceMs: number): Promise<void> {
    this.#state = 'closing';
    const deadline = performance.now() + graceMs;
    while (this.#inFlight.size > 0 && performance.now() < deadline) {
      const ended = Promise.allSettled(this.#inFlight);
      await within(deadline - performance.now(), ended, () => new Error('late')).catch(() => undefined);
    }
    this.#state = 'closed';
    for (const job of this.#running) job.stop();
    await Promise.allSettled([...this.#running].map((job) => job.done));
    await Promise.allSettled([...this.#ended.values()].map((job) => job.rejects.dispose()));
  }

  #track<Value>(promise: Promise<Value>): Promise<Value> {
    const forget = (): boolean => this.#inFlight.delete(promise);
    this.#inFlight.add(promise);
    promise.then(forget, forget);
    return promise;
  }
}
