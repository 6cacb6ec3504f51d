import { isCurrency } from '../core/money.js';
import { ok } from '../core/result.js';
import { foldKey } from './fold.js';
import { plainText } from './plain-text.js';
import { unreadable, type Reading } from './reading.js';
import type { VocabularyData } from './vocabulary-data.js';

/** What a row says elsewhere that can decide between the currencies of one sign. */
export interface CurrencyHint {
  readonly currency?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** A currency (ISO 4217), or the currencies that the sign may stand for. */
export interface CurrencyReading {
  readonly code: string | null;
  readonly candidates: readonly string[];
}

export type CurrencyReader = (text: string, hint?: CurrencyHint) => Reading<CurrencyReading>;

/** The currencies that a sign or word may stand for, by its key; one for most. */
export type CurrencyKeys = ReadonlyMap<string, readonly string[]>;

/** The key of a currency's name: signs stay, letters are folded. */
export function currencyKey(text: string): string {
  const lower = plainText(text).toLowerCase();
  return /\p{Sc}/u.test(lower) ? lower.replace(/[\s.]/g, '') : foldKey(lower);
}

/** All signs, codes and names of currencies. */
export function currencyKeys({ currencies, currencyNames }: VocabularyData): CurrencyKeys {
  const keys = new Map<string, readonly string[]>();
  for (const [code, names] of Object.entries(currencyNames.names)) {
    keys.set(code.toLowerCase(), [code]);
    for (const name of names) keys.set(currencyKey(name), [code]);
  }
  for (const [sign, codes] of Object.entries(currencies.shared)) keys.set(currencyKey(sign), codes);
  for (const [sign, code] of Object.entries(currencies.signs)) keys.set(currencyKey(sign), [code]);
  return keys;
}

function candidatesOf(text: string, keys: CurrencyKeys): readonly string[] | undefined {
  const whole = keys.get(currencyKey(text));
  if (whole) return whole;
  // `EUR European Euro`, `Euro (EUR)`, `€ EUR`: a code in capitals, among a name.
  const codes = new Set((text.match(/\b[A-Z]{3}\b/g) ?? []).filter(isCurrency));
  if (codes.size === 1) return [...codes];
  const parts = text.split(/[\s()/,-]+/).map((part) => keys.get(currencyKey(part)));
  const known = parts.filter((part) => part !== undefined);
  const common = known[0]?.filter((code) => known.every((codes) => codes.includes(code)));
  return common?.length === 0 ? undefined : common;
}

/**
 * A reader of currencies: a code, a sign or a name. A shared sign is decided by the row's own currency or, where that
 * is silent, its country; else its candidates are given, and no code.
 *
 * @param countries currency by country, alpha-2
 */
export function currencyReader(
  keys: CurrencyKeys,
  countries: ReadonlyMap<string, string>,
  missing: (text: string) => boolean,
): CurrencyReader {
  return (text, hint = {}) => {
    if (missing(text)) return ok(null);
    const candidates = candidatesOf(text, keys);
    if (candidates === undefined) {
      return unreadable(text, 'a currency code like EUR', 'write the ISO 4217 code of the currency');
    }
    const local = hint.country === undefined ? undefined : countries.get(hint.country);
    const hinted = [hint.currency, local].find((code) => code !== undefined && candidates.includes(code));
    return ok({ code: candidates.length === 1 ? candidates[0]! : (hinted ?? null), candidates });
  };
}
