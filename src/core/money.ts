import { failed, ok, type Result } from './result.js';

/**
 * Money at rest is a whole number of the currency's minor units (cents, pence; yen have none), so sums and
 * comparisons are exact.
 */
export type MinorUnits = number;

const known = new Set(Intl.supportedValuesOf('currency'));

/**
 * Currencies whose amounts do not have two decimals, by ISO 4217. Not taken from the runtime: its digits are those in
 * everyday use (none for the forint), and they differ between versions, which would change what is stored.
 */
const unusualDigits: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/**
 * Whether `code` is an ISO 4217 currency code in capitals, of a currency in use.
 *
 * @example isCurrency('eur') // false
 */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/**
 * How many digits follow the decimal point in amounts of a currency; 2 for an unknown one.
 *
 * @example minorDigits('JPY') // 0
 */
export function minorDigits(currency: string): number {
  return unusualDigits.get(currency) ?? 2;
}

/** `amount` x 10^digits, rounded half up, of the decimal that was written: 1.005 is held as 1.00499... */
function shifted(amount: number, digits: number): number {
  if (Number.isInteger(amount)) return amount * 10 ** digits;
  // Smaller amounts would be written with an exponent of their own; they are zero in any currency.
  return amount < 1e-6 ? 0 : Math.round(Number(`${amount}e${digits}`));
}

/** A decimal of 15 digits survives as a double; with more, major units no longer tell minor units apart. */
const MOST_MINOR_UNITS = 1e15;

/**
 * Major units to minor units, rounded half away from zero.
 * Fails for amounts that are not finite or are too large to be exact.
 *
 * @example toMinor(1234.5, 'EUR') // { ok: true, value: 123450 }
 */
export function toMinor(major: number, currency: string): Result<MinorUnits> {
  const size = shifted(Math.abs(major), minorDigits(currency));
  // Written so that NaN fails as well.
  if (!(size <= MOST_MINOR_UNITS)) return failed(`${major} ${currency} is out of range`);
  return ok(major < 0 && size > 0 ? -size : size);
}

/**
 * Minor units to major units.
 *
 * @example toMajor(123450, 'EUR') // 1234.5
 */
export function toMajor(minor: MinorUnits, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}
