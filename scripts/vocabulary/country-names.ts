import { readFileSync } from 'node:fs';

const LANGUAGES =
  'en de fr es pt pl uk ru fi it nl sv da nb cs sk ro hu tr el et lt lv bg hr sr sl ja zh ko ar hi vi id th he'.split(
    ' ',
  );

/** Of these, the first have the names of currencies too. */
const CURRENCY_LANGUAGES = 12;

const read = (path: string): unknown =>
  JSON.parse(readFileSync(`scripts/vocabulary/sources/node_modules/countries-list/${path}`, 'utf8'));

export interface CountryNames {
  currency: string;
  names: string[];
}

/** Names without the ones that a key would not tell apart. */
export function distinct(names: readonly string[]): string[] {
  const keys = new Set<string>();
  return names.filter((name) => {
    const key = name
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '');
    if (key === '' || keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

/**
 * Every ISO 3166-1 country: its currency, its alpha-3 code and its names in the languages above, the English one
 * first. Names are CLDR's (Unicode-3.0), out of the Intl of the Node that runs this; the rest is `countries-list` (MIT).
 */
export function readCountries(): Record<string, CountryNames> {
  const listed = read('minimal/countries.2to3.min.json') as Record<string, string>;
  const details = read('countries.min.json') as Record<string, { currency: string[]; native: string }>;
  const displays = LANGUAGES.flatMap((language) => [
    new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
    new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style: 'short' }),
  ]);
  const codes = Object.keys(listed).sort();
  return Object.fromEntries(
    codes.map((code) => {
      const names = displays.map((display) => display.of(code) ?? '');
      const detail = details[code];
      return [
        code,
        {
          currency: detail?.currency[0] ?? '',
          names: distinct([names[0] ?? code, detail?.native ?? '', listed[code] ?? '', ...names]),
        },
      ];
    }),
  );
}

/** Names of the currencies in use today, by code. */
export function readCurrencyNames(): Record<string, string[]> {
  const english = new Intl.DisplayNames(['en'], { type: 'currency' });
  const codes = Intl.supportedValuesOf('currency').filter((code) => !/\d{4}/.test(english.of(code) ?? ''));
  const displays = LANGUAGES.slice(0, CURRENCY_LANGUAGES).map(
    (language) => new Intl.DisplayNames([language], { type: 'currency', fallback: 'none' }),
  );
  return Object.fromEntries(
    codes.map((code) => [code, distinct(displays.map((display) => display.of(code) ?? ''))]),
  );
}
