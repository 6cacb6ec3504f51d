import type { CodedColumn, CodedSets } from './columns.js';
import { plainText } from './code-lookup.js';
import { uint32, uint8 } from './growing.js';

/**
 * Gives each new text the next code, from 1; 0 stands for unknown. Texts that differ in case or outer blanks alone
 * are one value, spelt as it came first.
 */
class Dictionary {
  readonly values = [''];
  readonly #codes = new Map<string, number>();

  code(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const plain = plainText(text);
    const code = this.#codes.get(plain) ?? this.values.push(text.trim()) - 1;
    this.#codes.set(plain, code).set(text, code);
    return code;
  }
}

/** Builds a dictionary-coded column, row by row. */
export class CodedBuilder {
  readonly #dictionary = new Dictionary();
  readonly #codes = uint32();

  push(text: string | null | undefined): void {
    this.#codes.push(text ? this.#dictionary.code(text) : 0);
  }

  take(): CodedColumn {
    return { codes: this.#codes.take(), values: this.#dictionary.values };
  }
}

/** Builds a column of sets, row by row. */
export class SetsBuilder {
  readonly #dictionary = new Dictionary();
  readonly #codes = uint32();
  readonly #offsets = uint32();
  readonly #known = uint8();

  push(texts: readonly string[] | undefined): void {
    this.#offsets.push(this.#codes.length);
    this.#known.push(texts ? 1 : 0);
    const codes = new Set((texts ?? []).map((text) => this.#dictionary.code(text)));
    for (const code of [...codes].sort((a, b) => a - b)) this.#codes.push(code);
  }

  take(): CodedSets {
    this.#offsets.push(this.#codes.length);
    return {
      offsets: this.#offsets.take(),
      codes: this.#codes.take(),
      values: this.#dictionary.values,
      known: this.#known.take(),
    };
  }
}
