import { UNSEEN } from './located.js';

/** Gives each combination of codes that occurs a number from 0, in the order they come. */
export class CombinationIndex {
  readonly #numbers = new Map<number, number>();

  /**
   * @param widths how many codes the second and further parts of a combination have
   * @param keys of combinations that have numbers already, in their order
   */
  constructor(
    private readonly widths: readonly number[],
    keys: Iterable<number> = [],
  ) {
    for (const key of keys) this.add(key);
  }

  /** The keys of all combinations, in the order of their numbers. */
  keys(): Float64Array {
    return Float64Array.from(this.#numbers.keys());
  }

  /** One number that stands for a row's combination; -1 where a part of it is unknown. */
  key(first: number, others: readonly Int32Array[], row: number): number {
    let key = first;
    for (let k = 0; k < others.length; k++) {
      const code = others[k]![row]!;
      if (code === 0) return -1;
      key = key * this.widths[k]! + code;
    }
    return key;
  }

  /** The number of a key, a new one where it has none. */
  add(key: number): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The number of a key, `UNSEEN` where it never occurred. */
  find(key: number): number {
    return this.#numbers.get(key) ?? UNSEEN;
  }
}
