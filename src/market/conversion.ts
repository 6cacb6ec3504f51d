import { exchangeRate } from '../domain/exchange.js';
import type { ExchangeRates } from '../domain/policy.js';
import { UNKNOWN_DAY } from './columns.js';

/** Brings pay of one currency into another, at the rate of a day. */
export interface Conversion {
  readonly to: string;
  /** Units of `to` for one unit; on an unknown day the newest rate. */
  rateOn(day: number): number;
}

/** A conversion between two currencies; null where no rate is known. */
export function conversionOf(from: string, to: string, rates: ExchangeRates): Conversion | null {
  const newest = exchangeRate(from, to, Number.MAX_SAFE_INTEGER, rates);
  if (!newest) return null;
  return {
    to,
    rateOn: (day) => (day === UNKNOWN_DAY ? newest : (exchangeRate(from, to, day, rates) ?? newest)).rate,
  };
}
