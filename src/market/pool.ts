import { taxKinds, type PayBasis, type TaxKind } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import { CodeNumbers } from './code-numbers.js';
import { UNKNOWN_AMOUNT, UNKNOWN_DAY, type OfferColumns } from './columns.js';
import { skillFrequency } from './ladder.js';
import type { LandingPosition } from './landing.js';
import { boundsOnly, type Offers } from './offers.js';
import { PayOrder } from './pay-order.js';
import { takeRows } from './take-rows.js';

/** What makes pays comparable as they stand: offers of different pools are never mixed. */
export interface PoolKey {
  readonly currency: string;
  readonly tax: TaxKind;
  readonly basis: PayBasis;
}

/** The offers of one currency, tax and basis, in key order, with all that is worked out once for answers. */
export interface Pool extends PoolKey {
  /** Points, and ranges that are narrow enough to enter an estimate. */
  readonly offers: Offers;
  /** Wide ranges and open ends, which count for bounds only. */
  readonly vague: Offers;
  /** Which of the market's rows each of `offers` is. */
  readonly rows: Uint32Array;
  readonly payOrder: PayOrder;
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

/** Rows and their pay, as they are gathered. */
class Gathering {
  readonly #rows: Uint32Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  #count = 0;

  constructor(private readonly all: OfferColumns) {
    this.#rows = new Uint32Array(all.rows);
    this.#low = new Float64Array(all.rows);
    this.#high = new Float64Array(all.rows);
  }

  add(row: number, low: number, high: number): void {
    this.#rows[this.#count] = row;
    this.#low[this.#count] = low;
    this.#high[this.#count++] = high;
  }

  take(): { readonly offers: Offers; readonly rows: Uint32Array } {
    const count = this.#count;
    const rows = this.#rows.slice(0, count);
    const columns = takeRows(this.all, rows);
    return { offers: { columns, low: this.#low.slice(0, count), high: this.#high.slice(0, count) }, rows };
  }
}

/** The offers of a pool, those that count for bounds only apart; one with an unknown part of the basis is left out. */
function gather(
  all: OfferColumns,
  key: PoolKey,
  weights: Policy['weights'],
): Pick<Pool, 'offers' | 'vague' | 'rows'> {
  const currency = all.currency.values.indexOf(key.currency);
  const tax = taxKinds.indexOf(key.tax);
  const [offers, vague] = [new Gathering(all), new Gathering(all)];
  for (let row = 0; row < all.rows; row++) {
    if (all.currency.codes[row] !== currency || all.tax[row] !== tax) continue;
    const more = addition(all, row, key.basis, weights.signOnYears);
    if (more === null) continue;
    const low = all.payMin[row]! === 0 ? 0 : all.payMin[row]! + more;
    const high = all.payMax[row]! + more;
    (boundsOnly(low, high) ? vague : offers).add(row, low, high);
  }
  return { ...offers.take(), vague: vague.take().offers };
}

function daysOf(offers: Offers, vague: Offers): Pick<Pool, 'newest' | 'middleDay'> {
  const known = ({ columns }: Offers): Int32Array => columns.day.filter((day) => day !== UNKNOWN_DAY).sort();
  const [days, vagueDays] = [known(offers), known(vague)];
  const newest = Math.max(days.at(-1) ?? UNKNOWN_DAY, vagueDays.at(-1) ?? UNKNOWN_DAY);
  return { newest, middleDay: days[days.length >> 1] ?? newest };
}

/** Gathers the offers of a pool and orders them. */
export function buildPool(
  all: OfferColumns,
  key: PoolKey,
  landings: readonly LandingPosition[],
  weights: Policy['weights'],
): Pool {
  const { offers, vague, rows } = gather(all, key, weights);
  return {
    ...key,
    offers,
    vague,
    rows,
    payOrder: new PayOrder(offers),
    landings,
    skillFrequency: skillFrequency(offers.columns.skills),
    ...daysOf(offers, vague),
    numbers: new CodeNumbers(Math.max(all.employer.values.length, all.contributor.values.length)),
  };
}
