import { foldKey } from './fold.js';

/** A phrase that was found among words: its value, and the words `[start, end)` that it took. */
export interface PhraseMatch<Value> {
  readonly value: Value;
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
}

/** Phrases and what they stand for, found by their folded words. */
export class Phrases<Value> {
  private readonly values = new Map<string, Value>();
  /** The most words of the phrases that begin with a word. */
  private readonly longest = new Map<string, number>();

  /** Later phrases replace earlier ones with the same words. Phrases without a letter or digit are not kept. */
  add(phrase: string, value: Value): void {
    this.addKey(foldKey(phrase), value);
  }

  /** As `add`, of a phrase that is its own key. */
  addKey(key: string, value: Value): void {
    if (key === '') return;
    this.values.set(key, value);
    const words = key.split(' ');
    this.longest.set(words[0]!, Math.max(this.longest.get(words[0]!) ?? 1, words.length));
  }

  /** What a folded text stands for as a whole. */
  exact(key: string): Value | undefined {
    return this.values.get(key);
  }

  /** The longest phrase that begins with the word at `start`. */
  at(words: readonly string[], start: number): PhraseMatch<Value> | undefined {
    const longest = this.longest.get(words[start]!) ?? 0;
    for (let end = Math.min(words.length, start + longest); end > start; end--) {
      const phrase = end === start + 1 ? words[start]! : words.slice(start, end).join(' ');
      const value = this.values.get(phrase);
      if (value !== undefined) return { value, phrase, start, end };
    }
    return undefined;
  }

  /** All phrases among the words, left to right, the longest first, without overlap. */
  among(words: readonly string[]): PhraseMatch<Value>[] {
    const found: PhraseMatch<Value>[] = [];
    for (let i = 0; i < words.length;) {
      const match = this.at(words, i);
      if (match) found.push(match);
      i = match ? match.end : i + 1;
    }
    return found;
  }
}

/** Phrases out of a table of value to its phrases; each value is a phrase of itself. */
export function phrasesOf(table: Readonly<Record<string, readonly string[]>>): Phrases<string> {
  const phrases = new Phrases<string>();
  for (const [value, names] of Object.entries(table)) {
    for (const name of [value, ...names]) phrases.add(name, value);
  }
  return phrases;
}
