import { UNSEEN } from './located.js';

/** At most half of the slots are taken. */
const LEAST_SLOTS = 16;
/** So many keys in a row have slots in a row: what is looked up together lies together in memory. */
const RUN = 16;

/** Where to look for a whole number below 2^53 first. Source: the finalizer of MurmurHash3, Appleby. */
function slotOf(key: number, mask: number): number {
  const run = key / RUN;
  let mixed = (run | 0) ^ Math.imul((run / 4294967296) | 0, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (((mixed ^ (mixed >>> 16)) * RUN) | (key & (RUN - 1))) & mask;
}

/** More members than lists have. */
const MOST_MEMBERS = 2 ** 24;

/**
 * One number that stands for a member of a list and the group of its row; -1 where that is unknown.
 *
 * @example memberKey(3, 1) // 16777219
 */
export function memberKey(member: number, group: number): number {
  return group === 0 ? -1 : group * MOST_MEMBERS + member;
}

/**
 * Gives each combination of codes that occurs a number from 0, in the order they come. A hash table with open
 * addressing: an answer looks up thousands of combinations.
 */
export class CombinationIndex {
  #keys = new Float64Array(LEAST_SLOTS / 2);
  /** By slot: the number of the key there, `UNSEEN` where none is. */
  #numbers = new Int32Array(LEAST_SLOTS).fill(UNSEEN);
  #size = 0;

  /**
   * @param keys of combinations that have numbers already, in their order
   * @param widths how many codes the second and further parts of a combination have
   */
  constructor(
    keys: Float64Array = new Float64Array(0),
    private readonly widths: readonly number[] = [],
  ) {
    for (let i = 0; i < keys.length; i++) this.add(keys[i]!);
  }

  /** The keys of all combinations, in the order of their numbers. */
  keys(): Float64Array {
    return this.#keys.slice(0, this.#size);
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
    const slot = this.#find(key);
    if (this.#numbers[slot] !== UNSEEN) return this.#numbers[slot]!;
    const number = this.#size++;
    this.#keys[number] = key;
    this.#numbers[slot] = number;
    if (this.#size === this.#keys.length) this.#grow();
    return number;
  }

  /** The number of a key, `UNSEEN` where it never occurred. */
  find(key: number): number {
    return this.#numbers[this.#find(key)]!;
  }

  /** The slot of a key, or the one it would come into. */
  #find(key: number): number {
    const [keys, numbers, mask] = [this.#keys, this.#numbers, this.#numbers.length - 1];
    let slot = slotOf(key, mask);
    while (numbers[slot] !== UNSEEN && keys[numbers[slot]!] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    this.#keys = new Float64Array(2 * keys.length);
    this.#keys.set(keys);
    this.#numbers = new Int32Array(2 * this.#numbers.length).fill(UNSEEN);
    for (let number = 0; number < this.#size; number++) this.#numbers[this.#find(keys[number]!)] = number;
  }
}
