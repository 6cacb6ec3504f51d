import type { Worker } from 'node:worker_threads';
import type { MarketSnapshot } from '../market/market-snapshot.js';
import type { MarketQuestion } from './market-question.js';

/** What a thread is told: a question, and the market to hold from then on, where it is another. */
export interface AnswerOrder {
  readonly question: MarketQuestion;
  readonly snapshot?: MarketSnapshot;
}

/** The JSON text of an answer; null where the thread cannot give it. */
export type AnswerText = string | null;

/** Names a state of the market: the offers as of a sequence number, and how many pools are fitted. */
export interface MarketState {
  readonly sequence: number;
  readonly fits: number;
}

/** A thread that answers questions, one after the other. A program that is to end does not wait for it. */
export class AnswerThread {
  /** What it answers from; undefined where it holds nothing yet. */
  holds: MarketState | undefined;
  readonly #waiting: ((text: AnswerText) => void)[] = [];

  /**
   * @param onEnd told when the thread has ended; its questions are not answered then
   * @param onFailed told why, where it did not end by itself
   */
  constructor(
    private readonly worker: Worker,
    onEnd: (thread: AnswerThread) => void,
    onFailed: (error: unknown) => void,
  ) {
    worker.on('message', (text: AnswerText) => this.#waiting.shift()?.(text));
    worker.once('error', onFailed);
    worker.once('exit', () => {
      onEnd(this);
      for (const answer of this.#waiting.splice(0)) answer(null);
    });
    worker.unref();
  }

  /** Questions that are not answered yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  ask(order: AnswerOrder): Promise<AnswerText> {
    return new Promise((resolve) => {
      this.worker.postMessage(order);
      this.#waiting.push(resolve);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
