import type { CodedSets } from './columns.js';
import { bandAround } from './years-band.js';

/** What a condition is on. */
export type Aspect =
  | 'employer'
  | 'workMode'
  | 'skill'
  | 'city'
  | 'years'
  | 'region'
  | 'employment'
  | 'level'
  | 'role'
  | 'country'
  | 'family';

export type CodedAspect = Exclude<Aspect, 'skill' | 'years'>;

/** A code that no row has. */
const NO_CODE = -1;
const NO_CODES = new Uint32Array(0);
const NO_YEARS = new Float32Array(0);

/** What a condition looks at: one code of a row, one of its set of codes, or its years. */
type Looks = 'code' | 'set' | 'years';

/**
 * Something that a comparable offer shares with the query. One class for all kinds: thousands of rows are asked a
 * question, and a call that is always of the same method costs nothing.
 */
export class Condition {
  private codes: Uint32Array = NO_CODES;
  private offsets: Uint32Array = NO_CODES;
  private years: Float32Array = NO_YEARS;
  private code = NO_CODE;
  private from = 0;
  private below = 0;

  private constructor(
    readonly aspect: Aspect,
    /** What it is called, for people, to give the condition up. */
    readonly givenUp: string,
    private readonly looks: Looks,
  ) {}

  static sameCode(aspect: CodedAspect, givenUp: string, codes: Uint32Array, code: number): Condition {
    const condition = new Condition(aspect, givenUp, 'code');
    condition.codes = codes;
    condition.code = code || NO_CODE;
    return condition;
  }

  static hasSkill(givenUp: string, { codes, offsets }: CodedSets, code: number): Condition {
    const condition = new Condition('skill', givenUp, 'set');
    condition.codes = codes;
    condition.offsets = offsets;
    condition.code = code || NO_CODE;
    return condition;
  }

  static sameBand(years: Float32Array, asked: number): Condition {
    const condition = new Condition('years', 'any years of experience', 'years');
    condition.years = years;
    const { from, below } = bandAround(asked);
    condition.from = from;
    condition.below = below;
    return condition;
  }

  holds(row: number): boolean {
    if (this.looks === 'code') return this.codes[row] === this.code;
    if (this.looks === 'years') return this.years[row]! >= this.from && this.years[row]! < this.below;
    const end = this.offsets[row + 1]!;
    for (let i = this.offsets[row]!; i < end; i++) if (this.codes[i] === this.code) return true;
    return false;
  }

  /**
   * Parts rows into those it holds for and the others, each in their order.
   *
   * @param rows the first `count` are parted; may be `kept` itself
   * @returns how many it holds for
   */
  part(rows: Uint32Array, count: number, kept: Uint32Array, others: Uint32Array): number {
    if (this.looks === 'code') return this.#partByCode(rows, count, kept, others);
    if (this.looks === 'years') return this.#partByYears(rows, count, kept, others);
    let held = 0;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      if (this.holds(row)) kept[held++] = row;
      else others[i - held] = row;
    }
    return held;
  }

  // Both lists are written to and one goes on: no branch, which the processor could not guess.

  #partByCode(rows: Uint32Array, count: number, kept: Uint32Array, others: Uint32Array): number {
    const { codes, code } = this;
    let held = 0;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      others[i - held] = row;
      kept[held] = row;
      held += Number(codes[row] === code);
    }
    return held;
  }

  #partByYears(rows: Uint32Array, count: number, kept: Uint32Array, others: Uint32Array): number {
    const { years, from, below } = this;
    let held = 0;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      others[i - held] = row;
      kept[held] = row;
      held += Number(years[row]! >= from) & Number(years[row]! < below);
    }
    return held;
  }
}
