import type { Worker } from 'node:worker_threads';
import type { Market } from '../market/market.js';
import type { MarketSnapshot } from '../market/market-snapshot.js';
import { InterviewsBuilder } from '../market/skills/interview-columns.js';
import { AnswerThread, type AnswerText, type MarketState } from './answer-thread.js';
import type { MarketQuestion } from './market-question.js';
import { inSharedMemory } from './shared-memory.js';

/** Threads that answer questions, as a program can have them. */
export interface AnswerThreadsOptions {
  readonly open: () => Worker;
  readonly count: number;
  /** Markets of fewer offers are not worth a thread. */
  readonly fewest?: number;
}

/** A thread takes some 50 MB beside the market that it shares, far more than fewer offers do. */
const FEWEST = 20_000;

/** Questions that a thread has to answer at a time; more are answered by who asks, who then asks less. */
const MOST_WAITING = 64;

const isLater = (a: MarketState, b: MarketState | undefined): boolean =>
  !b || a.sequence > b.sequence || (a.sequence === b.sequence && a.fits > b.fits);

/** What estimates follow from, which is all but what is known of skills beside. */
function estimatesOf(market: Market): MarketSnapshot {
  const { fits, ...offers } = market.snapshot();
  const interviews = new InterviewsBuilder().take();
  return { ...offers, interviews, fits: fits.map(({ key, fit }) => ({ key, fit })) };
}

/**
 * Has questions answered by threads, which all hold the same market, in memory that they share; of the lists that answers
 * are looked up in each makes its own. They are opened with the first question that is worth it, and told of a newer
 * market with the first question about that; one that died is replaced then.
 */
export class AnswerThreads {
  #threads: readonly AnswerThread[] = [];
  /** The newest market that they were told of. */
  #told: MarketState | undefined;
  #telling = false;
  #ended = false;

  /** @param onFailed told why a thread is no more */
  constructor(
    private readonly options: AnswerThreadsOptions,
    private readonly onFailed: (error: unknown) => void,
  ) {}

  /**
   * The JSON text of the answer that `market` gives. Null, at once or later, where it is to be worked out by who asks: no
   * thread holds the market, or all have enough to do, or the one that was asked has failed.
   */
  ask(market: Market, question: MarketQuestion): Promise<AnswerText> | null {
    if (market.offers < (this.options.fewest ?? FEWEST)) return null;
    const { sequence, fits } = market;
    let least: AnswerThread | undefined;
    for (const thread of this.#threads) {
      const holds = thread.holds?.sequence === sequence && thread.holds.fits === fits;
      if (holds && thread.waiting < (least?.waiting ?? MOST_WAITING)) least = thread;
    }
    if (least) return least.ask({ question });
    if (!this.#telling && isLater(market, this.#told)) void this.#tell(market, question);
    return null;
  }

  /** Ends the threads. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  /** Has the threads hold a market; before they answer from it they have answered a first question. */
  async #tell(market: Market, question: MarketQuestion): Promise<void> {
    const { sequence, fits } = market;
    this.#telling = true;
    this.#told = { sequence, fits };
    try {
      const snapshot = await inSharedMemory(estimatesOf(market));
      if (this.#ended) return;
      this.#open();
      const told = this.#threads.map(async (thread) => {
        thread.holds = undefined;
        const text = await thread.ask({ snapshot, question });
        if (text !== null) thread.holds = { sequence, fits };
      });
      await Promise.all(told);
    } catch (error) {
      this.onFailed(error);
    } finally {
      this.#telling = false;
    }
  }

  /** Opens the threads that are missing. */
  #open(): void {
    const missing = Math.max(0, this.options.count - this.#threads.length);
    const fresh = Array.from({ length: missing }, () => {
      const leave = (thread: AnswerThread): void => {
        this.#threads = this.#threads.filter((other) => other !== thread);
      };
      return new AnswerThread(this.options.open(), leave, this.onFailed);
    });
    this.#threads = [...this.#threads, ...fresh];
  }
}
