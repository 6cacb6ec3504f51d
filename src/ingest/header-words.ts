import type { PayPeriod, TaxKind } from '../domain/offer.js';
import { foldKey } from '../vocabulary/fold.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnAliases } from './column-aliases.js';

/** What the words of a header say of the pay below it. */
export interface PayHints {
  readonly period?: PayPeriod | undefined;
  readonly currency?: string | undefined;
  readonly tax?: TaxKind | undefined;
}

/** A header's hints, and the words that are left without them. */
export interface HeaderWords extends PayHints {
  readonly rest: string;
}

/** `SalaryInUSD` and `salary_in_usd` as words. */
export function spaced(name: string): string {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/_/g, ' ');
}

/** The value of which a part stands in a long enough word: `jahres` in `bruttojahresgehalt`. */
function byPart<Value extends string>(
  words: readonly string[],
  table: Readonly<Partial<Record<Value, readonly string[]>>>,
): Value | undefined {
  for (const [value, parts] of Object.entries(table) as [Value, readonly string[]][]) {
    if (parts.some((part) => words.some((word) => word.length > part.length && word.includes(part)))) {
      return value;
    }
  }
  return undefined;
}

/**
 * A token that names a currency. Codes in small letters such as `all` and `try` are words, but after "in" or at the end
 * of a name without spaces (`salary_eur`).
 */
function currencyOf(
  tokens: readonly string[],
  at: number,
  isOneWord: boolean,
  { currency }: ColumnAliases,
  vocabulary: Vocabulary,
): string | undefined {
  const token = tokens[at]!;
  const inHeaders = Object.keys(currency).find((code) => currency[code]!.includes(foldKey(token)));
  if (inHeaders !== undefined) return inHeaders;
  const isCode = tokens[at - 1] === 'in' || (isOneWord && at === tokens.length - 1);
  const reading = /^[a-z]{2,3}$/.test(token) && !isCode ? undefined : vocabulary.currency(token);
  return reading?.ok === true ? (reading.value?.code ?? undefined) : undefined;
}

/**
 * Reads what a header says of period, currency and tax. A header that names two currencies says none.
 */
export function headerWords(name: string, aliases: ColumnAliases, vocabulary: Vocabulary): HeaderWords {
  const text = spaced(name);
  const tokens = text.split(/[^\p{L}\p{N}\p{Sc}]+/u).filter((token) => token !== '');
  const folded = tokens.map(foldKey);
  const known = <Value>(reading: { ok: boolean; value?: Value | null }): Value | undefined =>
    reading.ok ? (reading.value ?? undefined) : undefined;
  const currencies = tokens.map((_, at) => currencyOf(tokens, at, !name.includes(' '), aliases, vocabulary));
  const named = new Set(currencies.filter((code) => code !== undefined));
  const rest = folded.filter(
    (word, at) =>
      currencies[at] === undefined &&
      !aliases.fillers.includes(word) &&
      known(vocabulary.period(word)) === undefined &&
      known(vocabulary.tax(word)) === undefined,
  );
  return {
    period: known(vocabulary.period(text)) ?? byPart(folded, aliases.period),
    currency: named.size === 1 ? [...named][0] : undefined,
    tax: known(vocabulary.tax(text)) ?? byPart(folded, aliases.tax),
    rest: rest.join(' '),
  };
}
