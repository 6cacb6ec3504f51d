import { taxKinds, type PayBasis, type TaxKind } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import { CodeNumbers } from './code-numbers.js';
import { UNKNOWN_AMOUNT, UNKNOWN_DAY, type OfferColumns } from './columns.js';
import { editedList, inOrder, placeOf, type RowChanges, type RowOrder } from './edited-list.js';
import { compareKeys } from './entry-key.js';
import type { LandingPosition } from './landing.js';
import { OfferIndex } from './offer-index.js';
import type { OfferTable } from './offer-table.js';
import { boundsOnly, type Offers } from './offers.js';
import { PayOrder } from './pay-order.js';
import { editedFrequency, skillFrequency } from './skill-frequency.js';
import { inAnyOrder } from './take-rows.js';

/** What makes pays comparable as they stand: offers of different pools are never mixed. */
export interface PoolKey {
  readonly currency: string;
  readonly tax: TaxKind;
  readonly basis: PayBasis;
}

/**
 * Names a pool: equal keys have equal names.
 *
 * @example poolName({ currency: 'USD', tax: 'net', basis: 'total' }) // 'USD net total'
 */
export function poolName({ currency, tax, basis }: PoolKey): string {
  return [currency, tax, basis].join(' ');
}

/** The offers of one currency, tax and basis, with all that is worked out once for answers. Never changed. */
export interface Pool extends PoolKey {
  /** All columns of the market, and what each row pays on the pool's basis; NaN where a part of it is unknown. */
  readonly offers: Offers;
  /** Points, and ranges that are narrow enough to enter an estimate, in key order. */
  readonly rows: Uint32Array;
  readonly index: OfferIndex;
  readonly payOrder: PayOrder;
  /** Wide ranges and open ends, which count for bounds only, in key order. */
  readonly vagueRows: Uint32Array;
  readonly vagueIndex: OfferIndex;
  /** By tier of evidence. */
  readonly landings: readonly LandingPosition[];
  /** How many offers have each skill, by code. */
  readonly skillFrequency: Uint32Array;
  /** Day of the newest offer and the middle of the known days; `UNKNOWN_DAY` where none has a date. */
  readonly newest: number;
  readonly middleDay: number;
  /** Scratch for counting employers and contributors. */
  readonly numbers: CodeNumbers;
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

/** What all rows pay on a basis. */
function payOn(columns: OfferColumns, basis: PayBasis, { signOnYears }: Policy['weights']): Offers {
  const { payMin, payMax } = columns;
  if (basis === 'basePay') return { columns, low: payMin, high: payMax };
  const [low, high] = [new Float64Array(columns.rows), new Float64Array(columns.rows)];
  for (let row = 0; row < columns.rows; row++) {
    const more = addition(columns, row, basis, signOnYears) ?? NaN;
    low[row] = payMin[row]! === 0 ? 0 : payMin[row]! + more;
    high[row] = payMax[row]! + more;
  }
  return { columns, low, high };
}

type Sorting = (row: number) => 'offer' | 'vague' | null;

/** Tells which rows are of a pool, and which of those count for bounds only. */
function sortingOf({ columns, low, high }: Offers, { currency, tax }: PoolKey): Sorting {
  const [code, kind] = [columns.currency.values.indexOf(currency), taxKinds.indexOf(tax)];
  return (row) => {
    if (columns.currency.codes[row] !== code || columns.tax[row] !== kind || Number.isNaN(high[row]))
      return null;
    return boundsOnly(low[row]!, high[row]!) ? 'vague' : 'offer';
  };
}

/** The rows of a pool among some, in their order. */
function sortRows(
  rows: Uint32Array,
  { columns }: Offers,
  sorting: Sorting,
): Pick<Pool, 'rows' | 'vagueRows'> {
  // Memory is read quickly in its own order.
  const sorts = new Uint8Array(columns.rows);
  for (let row = 0; row < columns.rows; row++) {
    const sort = sorting(row);
    sorts[row] = sort === 'offer' ? 1 : sort === 'vague' ? 2 : 0;
  }
  return {
    rows: rows.filter((row) => sorts[row] === 1),
    vagueRows: rows.filter((row) => sorts[row] === 2),
  };
}

/** The days that a pool goes by. */
function daysOf(
  { day }: OfferColumns,
  offers: Uint32Array,
  vague: Uint32Array,
): Pick<Pool, 'newest' | 'middleDay'> {
  const dayOf = (row: number | undefined): number => (row === undefined ? UNKNOWN_DAY : day[row]!);
  const newest = Math.max(dayOf(offers[0]), dayOf(vague[0]));
  // Those without a date come last.
  const known = placeOf(offers, 0, offers.length, -1, (row) => (day[row] === UNKNOWN_DAY ? 1 : -1));
  return { newest, middleDay: known === 0 ? newest : dayOf(offers[known - 1 - (known >> 1)]) };
}

/** What follows from a pool's offers and lists. */
function assemble(
  key: PoolKey,
  parts: Pick<Pool, 'offers' | 'rows' | 'index' | 'payOrder' | 'vagueRows' | 'vagueIndex' | 'skillFrequency'>,
  landings: readonly LandingPosition[],
): Pool {
  const { columns } = parts.offers;
  const { currency, tax, basis } = key;
  return {
    currency,
    tax,
    basis,
    ...parts,
    landings,
    ...daysOf(columns, parts.index.all, parts.vagueIndex.all),
    numbers: new CodeNumbers(Math.max(columns.employer.values.length, columns.contributor.values.length)),
  };
}

/** Gathers the offers of a pool and orders them. */
export function buildPool(
  { columns, current, landings }: Pick<OfferTable, 'columns' | 'current' | 'landings'>,
  key: PoolKey,
  weights: Policy['weights'],
): Pool {
  const offers = payOn(columns, key.basis, weights);
  const sorting = sortingOf(offers, key);
  const { rows, vagueRows } = sortRows(current, offers, sorting);
  const parts = {
    offers,
    rows,
    index: OfferIndex.of(columns, rows),
    payOrder: PayOrder.of(offers, rows),
    vagueRows,
    vagueIndex: OfferIndex.of(columns, vagueRows),
    skillFrequency: skillFrequency(columns.skills, inAnyOrder(rows, columns.rows)),
  };
  return assemble(key, parts, landings);
}

/** A pool after some offers left the market and others came in. */
export function editPool(
  pool: Pool,
  { columns, landings }: OfferTable,
  changes: RowChanges,
  weights: Policy['weights'],
): Pool {
  const offers = payOn(columns, pool.basis, weights);
  const sorting = sortingOf(offers, pool);
  const changesOf = (sort: 'offer' | 'vague'): RowChanges => ({
    leaving: changes.leaving.filter((row) => sorting(row) === sort),
    coming: changes.coming.filter((row) => sorting(row) === sort),
  });
  const byKey: RowOrder = (a, b) => compareKeys(columns.keys, a, b);
  const [own, vague] = [changesOf('offer'), changesOf('vague')];
  const parts = {
    offers,
    rows: editedList(pool.rows, inOrder(own, byKey), byKey),
    index: pool.index.edited(columns, own),
    payOrder: pool.payOrder.edited(offers, own),
    vagueRows: editedList(pool.vagueRows, inOrder(vague, byKey), byKey),
    vagueIndex: pool.vagueIndex.edited(columns, vague),
    skillFrequency: editedFrequency(pool.skillFrequency, columns.skills, own),
  };
  return assemble(pool, parts, landings);
}
