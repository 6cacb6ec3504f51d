import type { CodedColumn, CodedSets } from './columns.js';
import { plainText } from './code-lookup.js';
import { uint32, uint8 } from './growing.js';

/**
 * Gives each new text the next code, from 1; 0 stands for unknown. Texts that differ in case or outer blanks alone
 * are one value, spelt as it came first.
 */
class Dictionary {
  readonly #values: string[];
  /** By text, and by plain text; of another spelling than the value's the negative code. */
  readonly #codes = new Map<string, number>();
  #taken: readonly string[];

  constructor(values: readonly string[] = ['']) {
    this.#values = [...values];
    this.#taken = values;
    for (let code = 1; code < values.length; code++) {
      this.#codes.set(plainText(values[code]!), -code).set(values[code]!, code);
    }
  }

  /** The code of a text; negative where the value is spelt otherwise. */
  code(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const [plain, trimmed] = [plainText(text), text.trim()];
    const met = this.#codes.get(plain);
    const code = met === undefined ? this.#values.push(trimmed) - 1 : Math.abs(met);
    const signed = this.#values[code] === trimmed ? code : -code;
    if (met === undefined) this.#codes.set(plain, plain === trimmed ? code : -code);
    this.#codes.set(text, signed);
    return signed;
  }

  /** The values so far; the same list for as long as none is new. */
  take(): readonly string[] {
    if (this.#taken.length < this.#values.length) this.#taken = [...this.#values];
    return this.#taken;
  }
}

/** Which values some rows spell otherwise than the dictionary, in case. */
export class OtherSpellings {
  /** All such values, by their codes. */
  readonly codes = new Set<number>();
  #first = new Map<number, number>();

  note(code: number, row: number): void {
    this.codes.add(code);
    if (!this.#first.has(code)) this.#first.set(code, row);
  }

  /** Of the rows since this was last asked: the first row that spells a value otherwise, by the value's code. */
  takeFirst(): ReadonlyMap<number, number> {
    const first = this.#first;
    this.#first = new Map();
    return first;
  }
}

/** Builds a dictionary-coded column, row by row. */
export class CodedBuilder {
  readonly spellings = new OtherSpellings();
  readonly #dictionary: Dictionary;
  readonly #codes;

  /** @param column to go on from */
  constructor(column?: CodedColumn) {
    this.#dictionary = new Dictionary(column?.values);
    this.#codes = uint32(column?.codes);
  }

  reserve(rows: number): void {
    this.#codes.reserve(rows);
  }

  /** Sets the text of a row that there is room for. */
  set(row: number, text: string | null | undefined): void {
    const signed = text ? this.#dictionary.code(text) : 0;
    if (signed < 0) this.spellings.note(-signed, row);
    this.#codes.numbers[row] = Math.abs(signed);
  }

  /** Puts the rows in another order. */
  reorder(order: Uint32Array): void {
    this.#codes.reorder(order);
  }

  take(rows: number): CodedColumn {
    return { codes: this.#codes.take(rows), values: this.#dictionary.take() };
  }
}

/** Builds a column of sets, row by row. */
export class SetsBuilder {
  readonly spellings = new OtherSpellings();
  readonly #dictionary: Dictionary;
  #codes;
  #offsets;
  readonly #known;

  /** @param sets to go on from */
  constructor(sets?: CodedSets) {
    this.#dictionary = new Dictionary(sets?.values);
    this.#codes = uint32(sets?.codes);
    this.#offsets = uint32(sets?.offsets);
    this.#known = uint8(sets?.known);
  }

  reserve(rows: number): void {
    this.#offsets.reserve(rows + 1);
    this.#known.reserve(rows);
  }

  /** Sets the texts of the row after the last, which there is room for. */
  set(row: number, texts: readonly string[] | undefined): void {
    const from = this.#offsets.numbers[row]!;
    this.#known.numbers[row] = texts ? 1 : 0;
    const most = from + (texts?.length ?? 0);
    this.#codes.reserve(most);
    const codes = this.#codes.numbers;
    let end = from;
    for (let k = 0; k < most - from; k++) {
      const code = this.#code(texts![k]!, row);
      let at = end;
      while (at > from && codes[at - 1]! > code) at--;
      if (at > from && codes[at - 1] === code) continue;
      if (at < end) codes.copyWithin(at + 1, at, end);
      codes[at] = code;
      end++;
    }
    this.#offsets.numbers[row + 1] = end;
  }

  #code(text: string, row: number): number {
    const signed = this.#dictionary.code(text);
    if (signed < 0) this.spellings.note(-signed, row);
    return Math.abs(signed);
  }

  /** Puts the rows in another order. */
  reorder(order: Uint32Array): void {
    const [sets, ordered] = [this.take(order.length), uint32()];
    ordered.reserve(sets.codes.length);
    this.#known.reorder(order);
    const offsets = uint32();
    offsets.reserve(order.length + 1);
    for (let i = 0, end = 0; i < order.length; i++) {
      const to = sets.offsets[order[i]! + 1]!;
      for (let k = sets.offsets[order[i]!]!; k < to; k++) ordered.numbers[end++] = sets.codes[k]!;
      offsets.numbers[i + 1] = end;
    }
    this.#offsets = offsets;
    this.#codes = ordered;
  }

  take(rows: number): CodedSets {
    return {
      offsets: this.#offsets.take(rows + 1),
      codes: this.#codes.take(this.#offsets.numbers[rows]!),
      values: this.#dictionary.take(),
      known: this.#known.take(rows),
    };
  }
}
