import type { PayPeriod, TaxKind } from '../domain/offer.js';
import type { CurrencyKeys } from './currency-text.js';
import { foldKey } from './fold.js';
import { Phrases } from './phrases.js';
import type { VocabularyData } from './vocabulary-data.js';

/** What a word of a pay text says: its part in the figure, or something beside it. */
export interface PayWord {
  /** Its letter in the pattern of the figure; see `pay-text.ts`. Absent for what stands beside it. */
  readonly part?: 'f' | 'w' | 't' | 'u' | 'b' | '&' | '+';
  readonly times?: number;
  /** The currencies that it may stand for. */
  readonly currencies?: readonly string[];
  readonly period?: PayPeriod;
  readonly tax?: TaxKind;
  readonly approximate?: true;
}

/** The words of pay, by their keys; signs are words. */
export interface PayWords {
  readonly words: Phrases<PayWord>;
  /** Periods by their first letter, as after a slash: `/h`. */
  readonly letters: ReadonlyMap<string, PayPeriod>;
  /** Words that are a currency only in capitals. */
  readonly capitals: ReadonlyMap<string, PayWord>;
  /** Phrases that say that no pay is told. */
  readonly silent: Phrases<true>;
  readonly missing: (text: string) => boolean;
}

/** `us$` is two words: letters, and a sign. */
function wordsOf(key: string): string {
  return key
    .replace(/(\p{Sc})/gu, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

function addCurrencies({ words }: PayWords, keys: CurrencyKeys, capitals: ReadonlySet<string>): void {
  for (const [key, currencies] of keys) {
    if (!capitals.has(key)) words.addKey(wordsOf(key), { currencies });
  }
}

function addTerms({ words }: PayWords, { terms }: VocabularyData): void {
  for (const [period, names] of Object.entries(terms.period)) {
    const word = { period: period as PayPeriod };
    for (const name of [period, ...names]) if (foldKey(name).length > 1) words.add(name, word);
  }
  for (const [tax, names] of Object.entries(terms.tax)) {
    if (tax !== 'unknown') for (const name of [tax, ...names]) words.add(name, { tax: tax as TaxKind });
  }
}

function addParts({ words }: PayWords, { pay }: VocabularyData): void {
  const groups: readonly (readonly [readonly string[], PayWord])[] = [
    [pay.noise, {}],
    [pay.approximately, { approximate: true }],
    [['~', '≈', '±'], { approximate: true }],
    [[',', ';', ':', '.', '!', '"', '|'], {}],
    [pay.and, { part: '&' }],
    [pay.to, { part: 't' }],
    [pay.weakFrom, { part: 'w' }],
    [[...pay.from, '>', '≥'], { part: 'f' }],
    [[...pay.upTo, '<', '≤'], { part: 'u' }],
    [pay.between, { part: 'b' }],
    [pay.orMore, { part: '+' }],
  ];
  for (const [phrases, word] of groups) {
    for (const phrase of phrases) words.addKey(foldKey(phrase) || phrase, word);
  }
  for (const [name, times] of Object.entries(pay.times)) words.add(name, { times });
  for (const [name, { currency, period, times }] of Object.entries(pay.whole)) {
    words.add(name, { times, currencies: [currency], ...(period && { period }) });
  }
}

/** The words of pay out of the data. Where a word has two uses, its part in the figure counts. */
export function payWords(
  data: VocabularyData,
  keys: CurrencyKeys,
  missing: (text: string) => boolean,
): PayWords {
  const capitals = new Set(data.currencies.capitalsOnly);
  const silent = new Phrases<true>();
  for (const phrase of [...data.terms.noPay, ...data.terms.missing, ...data.pay.noise])
    silent.add(phrase, true);
  const marked = new Set(data.terms.noPay);
  const letters = Object.entries(data.terms.period).flatMap(([period, names]) =>
    names
      .filter((name) => foldKey(name).length === 1)
      .map((name) => [foldKey(name), period as PayPeriod] as const),
  );
  const all: PayWords = {
    words: new Phrases(),
    letters: new Map(letters),
    capitals: new Map(
      [...capitals].map((code) => [code.toUpperCase(), { currencies: [code.toUpperCase()] }]),
    ),
    silent,
    missing: (text) => missing(text) || marked.has(text.trim().toLowerCase()),
  };
  addCurrencies(all, keys, capitals);
  addTerms(all, data);
  addParts(all, data);
  return all;
}
