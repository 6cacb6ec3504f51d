import { randomBytes } from 'node:crypto';
import type { ImportProgress } from '../../app/import-offers.js';
import type { ImportJobDocument, ImportReportDocument } from '../../contract/import-report.js';
import { MarketWorthError, problemOf } from '../../core/errors.js';
import { DryRejects } from './dry-rejects.js';

/** What an import job does: tells of its progress, stops with the signal, and gives its report. */
export type ImportWork = (
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
  job: Pick<ImportJob, 'id' | 'rejects'>,
) => Promise<ImportReportDocument>;

const tooLong = (limitMs: number): MarketWorthError =>
  new MarketWorthError(
    'ANSWER_TOO_SLOW',
    `The import took longer than ${limitMs / 1000} s and was stopped; nothing of it was taken. Split the file.`,
  );

const stopped = (): MarketWorthError =>
  new MarketWorthError('SERVER_BUSY', 'The import was stopped, and nothing of it was taken. Send it again.');

/** One import that goes on, or ended a while ago. */
export class ImportJob {
  readonly id = `job-${randomBytes(16).toString('hex')}`;
  /** Of a dry run; they go with the job. */
  readonly rejects = new DryRejects();
  readonly done: Promise<ImportReportDocument>;
  readonly #abort = new AbortController();
  readonly #watchers = new Set<() => void>();
  #state: ImportJobDocument['state'] = 'running';
  #progress: ImportProgress = { rows: 0, bytes: 0, totalBytes: undefined };
  #report: ImportReportDocument | null = null;
  #problem: ImportJobDocument['problem'] = null;

  /**
   * @param requestId names the request that asked for it
   * @param limitMs after this long it is stopped
   */
  constructor(
    work: ImportWork,
    private readonly requestId: string,
    private readonly limitMs: number,
  ) {
    this.done = this.#run(work);
    // Whoever waits for it is told; where nobody does, the state tells.
    this.done.catch(() => undefined);
  }

  get running(): boolean {
    return this.#state === 'running';
  }

  document(): ImportJobDocument {
    const { rows, bytes, totalBytes } = this.#progress;
    return {
      id: this.id,
      state: this.#state,
      rows,
      bytes,
      totalBytes: totalBytes ?? null,
      report: this.#report,
      problem: this.#problem,
    };
  }

  /** Stops it, unless its rows are all read already; nothing of it stays. */
  stop(why = stopped()): void {
    this.#abort.abort(why);
  }

  /** Calls back at each change until the result is called. */
  watch(callback: () => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  async #run(work: ImportWork): Promise<ImportReportDocument> {
    const { signal } = this.#abort;
    const onProgress = (progress: ImportProgress): void => {
      this.#progress = progress;
      this.#changed();
    };
    const timer = setTimeout(() => {
      this.stop(tooLong(this.limitMs));
    }, this.limitMs);
    try {
      this.#report = await work(onProgress, signal, this);
      this.#state = 'done';
      return this.#report;
    } catch (thrown) {
      const error: unknown = signal.aborted ? signal.reason : thrown;
      this.#problem = { ...problemOf(error), requestId: this.requestId };
      this.#state = 'failed';
      throw error;
    } finally {
      clearTimeout(timer);
      this.#changed();
    }
  }

  #changed(): void {
    for (const callback of this.#watchers) callback();
  }
}
