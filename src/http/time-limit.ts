interface Waiting {
  readonly until: number;
  readonly giveUp: (error: Error) => void;
}

/**
 * Ends waits that take too long, each after the same time. One timer for all, set to the one that began first: a timer
 * for each of many requests would cost more than most of them take.
 */
export class TimeLimit {
  /** In the order they began, which is that in which they are over. */
  readonly #waiting = new Set<Waiting>();
  #isSet = false;

  /** @param late what to fail with */
  constructor(
    private readonly limitMs: number,
    private readonly late: () => Error,
  ) {}

  /** The value of a promise, or a failure where it is not there in time. */
  keep<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const waiting = { until: performance.now() + this.limitMs, giveUp: reject };
      this.#waiting.add(waiting);
      this.#setTimer(this.limitMs);
      const ended = (): void => {
        this.#waiting.delete(waiting);
      };
      promise.then(ended, ended);
      promise.then(resolve, reject);
    });
  }

  #setTimer(milliseconds: number): void {
    if (this.#isSet) return;
    this.#isSet = true;
    setTimeout(() => {
      this.#isSet = false;
      this.#endThoseOver();
    }, milliseconds).unref();
  }

  #endThoseOver(): void {
    const now = performance.now();
    for (const waiting of this.#waiting) {
      if (waiting.until > now) {
        this.#setTimer(waiting.until - now);
        return;
      }
      this.#waiting.delete(waiting);
      waiting.giveUp(this.late());
    }
  }
}
