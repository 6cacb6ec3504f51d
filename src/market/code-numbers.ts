/**
 * Numbers codes from 0 in the order they are met, each unknown one (0) anew. Made once for a dictionary and restarted
 * for each use, so that counting the employers of some offers allocates nothing.
 */
export class CodeNumbers {
  readonly #numbers: Uint32Array;
  readonly #rounds: Uint32Array;
  #round = 0;
  #next = 0;
  #known = 0;

  constructor(codes: number) {
    this.#numbers = new Uint32Array(codes);
    this.#rounds = new Uint32Array(codes);
  }

  /** Forgets all numbers. */
  restart(): void {
    this.#round++;
    this.#next = 0;
    this.#known = 0;
  }

  numberOf(code: number): number {
    if (code === 0) return this.#next++;
    if (this.#rounds[code] === this.#round) return this.#numbers[code]!;
    this.#rounds[code] = this.#round;
    this.#known++;
    return (this.#numbers[code] = this.#next++);
  }

  /** How many numbers were given. */
  get count(): number {
    return this.#next;
  }

  /** How many of them are of codes other than 0. */
  get known(): number {
    return this.#known;
  }
}
