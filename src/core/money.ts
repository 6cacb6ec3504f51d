import { failed, ok, type Result } from './result.js';

/**
 * Money at rest is a whole number of the currency's minor units (cents, pence; yen have none), so sums and
 * comparisons are exact. The digits of each currency are those of ISO 4217, as the runtime's Intl knows them.
 */
export type MinorUnits = number;

const digitsOf = new Map<string, number>(
  Intl.supportedValuesOf('currency').map((code) => {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
    return [code, format.resolvedOptions().maximumFractionDigits ?? 2];
  }),
);

/** Whether `code` is an ISO 4217 currency code in capitals. */
export function isCurrency(code: string): boolean {
  return digitsOf.has(code);
}

/** How many digits follow the decimal point in amounts of a currency; 2 for an unknown one. */
export function minorDigits(currency: string): number {
  return digitsOf.get(currency) ?? 2;
}

/**
 * Major units to minor units, rounded half away from zero.
 * Fails for amounts that are not finite or are too large to be exact.
 *
 * @example toMinor(1234.5, 'EUR') // { ok: true, value: 123450 }
 */
export function toMinor(major: number, currency: string): Result<MinorUnits> {
  const scaled = major * 10 ** minorDigits(currency);
  // 1.005 is held as 1.00499...; nudging by the last bit rounds what people wrote, not what the machine holds.
  const minor = Math.sign(scaled) * Math.round(Math.abs(scaled) * (1 + Number.EPSILON));
  return Number.isSafeInteger(minor) ? ok(minor) : failed(`${major} ${currency} is out of range`);
}

/**
 * Minor units to major units.
 *
 * @example toMajor(123450, 'EUR') // 1234.5
 */
export function toMajor(minor: MinorUnits, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}
