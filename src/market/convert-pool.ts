import { exchangeRate } from '../domain/exchange.js';
import type { ExchangeRates } from '../domain/policy.js';
import { UNKNOWN_DAY } from './columns.js';
import type { Pool } from './pool.js';

/** The newest table there is serves offers of a pool without any date. */
const LAST_DAY = Number.MAX_SAFE_INTEGER;

/**
 * A pool in another currency, each offer at the rate of its own day; an offer without a date at that of the newest.
 *
 * @returns null where no rate is known
 */
export function convertPool(pool: Pool, currency: string, rates: ExchangeRates): Pool | null {
  const { columns, newest } = pool;
  const low = new Float64Array(columns.rows);
  const high = new Float64Array(columns.rows);
  const undated = newest === UNKNOWN_DAY ? LAST_DAY : newest;
  for (let row = 0; row < columns.rows; row++) {
    const day = columns.day[row] === UNKNOWN_DAY ? undated : columns.day[row]!;
    const found = exchangeRate(pool.currency, currency, day, rates);
    if (!found) return null;
    low[row] = pool.low[row]! * found.rate;
    high[row] = pool.high[row]! * found.rate;
  }
  return { ...pool, currency, low, high, convertedFrom: pool.currency };
}
