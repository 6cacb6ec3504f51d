import { dayNumber } from '../core/calendar-date.js';
import type { ExchangeRates } from './policy.js';

/** Units of one currency for one unit of another, and the date of the table that says so. */
export interface ExchangeRate {
  readonly rate: number;
  readonly date: string;
}

/** The day numbers of a set of tables; read once, because a conversion is asked for with every row. */
const tableDays = new WeakMap<ExchangeRates, readonly number[]>();

function daysOf(rates: ExchangeRates): readonly number[] {
  const known = tableDays.get(rates);
  if (known) return known;
  const days = rates.tables.map(({ date }) => dayNumber(date));
  tableDays.set(rates, days);
  return days;
}

/**
 * How many units of `to` one unit of `from` makes on a day: by the newest table of that day or before it, else by the
 * oldest there is. Null where that table lacks one of the currencies.
 *
 * @param day days since 1970-01-01
 * @example exchangeRate('EUR', 'PLN', 19800, { source: '', licence: '', tables: [{ date: '2024-03-01', perUsd: { EUR: 0.5, PLN: 4 } }] }) // { rate: 8, date: '2024-03-01' }
 */
export function exchangeRate(
  from: string,
  to: string,
  day: number,
  rates: ExchangeRates,
): ExchangeRate | null {
  const newest = daysOf(rates).findLastIndex((tableDay) => tableDay <= day);
  const table = rates.tables[Math.max(0, newest)];
  const fromPerUsd = table?.perUsd[from];
  const toPerUsd = table?.perUsd[to];
  if (table === undefined || fromPerUsd === undefined || toPerUsd === undefined) return null;
  return { rate: toPerUsd / fromPerUsd, date: table.date };
}
