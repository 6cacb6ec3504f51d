import type { PayPeriod, TaxKind } from '../domain/offer.js';
import { foldKey } from './fold.js';
import { memoised } from './memo.js';
import { numberPattern } from './number-shape.js';
import type { PayWord, PayWords } from './pay-words.js';

/** A number of a pay text, and by what a word behind it multiplies it (`k`: 1,000). */
export interface PayNumber {
  readonly text: string;
  times: number | undefined;
}

/** A pay text taken apart: the pattern of its figure, its numbers, and what is said beside them. */
export interface PayTokens {
  /** A letter for each part of the figure: `n` a number, `-` a dash, `?` what is not understood; else `PayWord.part`. */
  pattern: string;
  readonly numbers: PayNumber[];
  /** The first word that is not understood. */
  unknown: string | undefined;
  /** The currencies that all signs may stand for, once there is a sign; empty where signs disagree. */
  currencies: readonly string[] | undefined;
  readonly periods: Set<PayPeriod>;
  readonly taxes: Set<TaxKind>;
  approximate: boolean;
}

const TOKEN = new RegExp(
  String.raw`(${numberPattern})|\p{Script=Han}|[\p{L}\p{M}]+(?:[.'][\p{L}\p{M}]+)*\.?|\S`,
  'gu',
);

interface Token {
  readonly raw: string;
  readonly key: string;
  readonly number: boolean;
}

const keyOf = memoised((word: string) => foldKey(word) || word);

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), ([raw, number]) =>
    number === undefined ? { raw, key: keyOf(raw), number: false } : { raw, key: ' ', number: true },
  );
}

function note(tokens: PayTokens, { currencies, period, tax, approximate }: PayWord): void {
  if (currencies) {
    const before = tokens.currencies;
    tokens.currencies =
      before === undefined ? currencies : before.filter((code) => currencies.includes(code));
  }
  if (period) tokens.periods.add(period);
  if (tax) tokens.taxes.add(tax);
  if (approximate) tokens.approximate = true;
}

/** Takes in a word; false where it has no place there. */
function place(tokens: PayTokens, word: PayWord): boolean {
  note(tokens, word);
  if (word.times !== undefined) {
    const last = tokens.numbers.at(-1);
    if (!tokens.pattern.endsWith('n') || last === undefined || last.times !== undefined) return false;
    last.times = word.times;
  }
  if (word.part !== undefined) tokens.pattern += word.part;
  return true;
}

function strange(tokens: PayTokens, raw: string): void {
  tokens.pattern += '?';
  tokens.unknown ??= raw;
}

/** A slash is a word of the period behind it; elsewhere it is not understood. Gives the tokens it took. */
function slash(tokens: PayTokens, next: Token | undefined, { words, letters }: PayWords): number {
  const period = next && (letters.get(next.key) ?? words.at([next.key], 0)?.value.period);
  if (period === undefined) {
    strange(tokens, '/');
    return 1;
  }
  tokens.periods.add(period);
  return 2;
}

/** Takes a plain text without brackets apart. */
export function tokenise(text: string, rules: PayWords, tokens: PayTokens): void {
  const list = tokensOf(text);
  const keys = list.map(({ key }) => key);
  for (let i = 0; i < list.length;) {
    const token = list[i]!;
    if (token.number) {
      tokens.numbers.push({ text: token.raw, times: undefined });
      tokens.pattern += 'n';
      i++;
    } else if (token.raw === '/') {
      i += slash(tokens, list[i + 1], rules);
    } else if (token.raw === '-') {
      tokens.pattern += '-';
      i++;
    } else {
      const capital = rules.capitals.get(token.raw);
      const match = capital ? { value: capital, end: i + 1 } : rules.words.at(keys, i);
      if (!match || !place(tokens, match.value)) strange(tokens, token.raw);
      i = match?.end ?? i + 1;
    }
  }
}

/** What a note in brackets says of currency, period and tax, if every word of it is understood. */
export function readNote(text: string, { words }: PayWords, tokens: PayTokens): void {
  const keys = tokensOf(text).map(({ key }) => key);
  const found = words.among(keys);
  if (found.reduce((sum, { start, end }) => sum + end - start, 0) < keys.length) return;
  for (const { value } of found) note(tokens, value);
}

export function noTokens(): PayTokens {
  return {
    pattern: '',
    numbers: [],
    unknown: undefined,
    currencies: undefined,
    periods: new Set(),
    taxes: new Set(),
    approximate: false,
  };
}
