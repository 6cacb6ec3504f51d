import { taxKinds, type PayBasis, type TaxKind } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import { UNKNOWN_AMOUNT, UNKNOWN_DAY, type OfferColumns } from './columns.js';
import { takeRows } from './take-rows.js';

/** What makes pays comparable as they stand: offers of different pools are never mixed. */
export interface PoolKey {
  readonly currency: string;
  readonly tax: TaxKind;
  readonly basis: PayBasis;
}

/** The offers of one currency, tax and basis. Rows are those of its columns, in key order. */
export interface Pool extends PoolKey {
  readonly columns: OfferColumns;
  /** Pay a year on the pool's basis, in major units; an open end is 0 below and Infinity above. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The currency the offers were made in, where `low` and `high` were converted from it. */
  readonly convertedFrom: string | null;
  /** Day of the newest offer; `UNKNOWN_DAY` where none has a date. */
  readonly newest: number;
}

/** What the basis adds to the base pay of a row, or null where a part of it is unknown. */
export function addition(
  columns: OfferColumns,
  row: number,
  basis: PayBasis,
  signOnYears: number,
): number | null {
  if (basis === 'basePay') return 0;
  const bonus = columns.bonus[row]!;
  if (bonus === UNKNOWN_AMOUNT) return null;
  if (basis === 'totalCash') return bonus;
  const [equity, signOn] = [columns.equity[row]!, columns.signOn[row]!];
  return equity === UNKNOWN_AMOUNT || signOn === UNKNOWN_AMOUNT
    ? null
    : bonus + equity + signOn / signOnYears;
}

/** Gathers the offers of a pool; an offer with an unknown part of the basis is left out. */
export function buildPool(all: OfferColumns, key: PoolKey, weights: Policy['weights']): Pool {
  const currency = all.currency.values.indexOf(key.currency);
  const tax = taxKinds.indexOf(key.tax);
  const rows = new Uint32Array(all.rows);
  const [low, high] = [new Float64Array(all.rows), new Float64Array(all.rows)];
  let [count, newest] = [0, UNKNOWN_DAY];
  for (let row = 0; row < all.rows; row++) {
    if (all.currency.codes[row] !== currency || all.tax[row] !== tax) continue;
    const more = addition(all, row, key.basis, weights.signOnYears);
    if (more === null) continue;
    low[count] = all.payMin[row]! === 0 ? 0 : all.payMin[row]! + more;
    high[count] = all.payMax[row]! + more;
    newest = Math.max(newest, all.day[row]!);
    rows[count++] = row;
  }
  return {
    ...key,
    columns: takeRows(all, rows.slice(0, count)),
    low: low.slice(0, count),
    high: high.slice(0, count),
    convertedFrom: null,
    newest,
  };
}
