import type { Policy } from '../domain/policy.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { codeQuery, type CodedQuery } from './coded-query.js';
import { UNKNOWN_DAY } from './columns.js';
import { chooseComparables, type Comparables } from './comparables.js';
import type { FittedPool } from './fitted-pool.js';
import { Ladder } from './ladder.js';
import { OfferWeigher } from './offer-weigher.js';

/** Fewer effective offers than this are not enough to stop at a rung. */
const ENOUGH_OFFERS = 300;

/** Day numbers. */
interface Days {
  readonly oldest: number;
  readonly newest: number;
  readonly middle: number;
}

/** The comparables of a query, weighed. */
export class Cohort {
  /** Day number that the answer is as of; `UNKNOWN_DAY` where no offer has a date. */
  readonly asOf: number;
  readonly coded: CodedQuery;
  readonly ladder: Ladder;
  readonly comparables: Comparables;
  /** Weights of the comparables, adding up to 1. */
  readonly shares: Float64Array;
  readonly effectiveOffers: number;
  readonly equalShares: boolean;
  #days: Days | null | undefined;

  /** @param asOf day number; the newest offer's where undefined */
  constructor(
    readonly pool: FittedPool,
    readonly query: WorthQuery,
    family: string | null,
    asOf: number | undefined,
    private readonly policy: Policy['weights'],
  ) {
    const { columns } = pool.offers;
    this.asOf = asOf ?? pool.newest;
    this.coded = codeQuery(columns, query, family, this.asOf);
    this.ladder = new Ladder(columns, query, this.coded, pool.skillFrequency);
    const weigher = this.#weigher();
    this.comparables = chooseComparables(this.ladder, this.coded, pool.index, pool.offers.implausible, {
      add: (row) => {
        weigher.add(columns, row);
      },
      reached: () => weigher.count >= ENOUGH_OFFERS && weigher.effectiveOffers() >= ENOUGH_OFFERS,
    });
    const { shares, size, equalShares } = weigher.take();
    this.shares = shares;
    this.equalShares = equalShares;
    this.effectiveOffers = size;
  }

  #weigher(): OfferWeigher {
    return new OfferWeigher(this.asOf, this.pool.middleDay, this.pool.numbers, this.policy);
  }

  /** The rows of offers that count for bounds only, on the rungs the comparables come from. */
  vagueRows(): Uint32Array {
    const { offers, vagueRows, vagueIndex } = this.pool;
    if (vagueRows.length === 0) return vagueRows;
    const { rung } = this.comparables;
    const found = chooseComparables(this.ladder, this.coded, vagueIndex, offers.implausible, {
      add: () => undefined,
      reached: (reached) => reached === rung,
    });
    return found.rows;
  }

  /** Weights of the comparables and of vague offers together, and their effective number. */
  weighWith(vagueRows: Uint32Array): { readonly shares: Float64Array; readonly size: number } {
    if (vagueRows.length === 0) return { shares: this.shares, size: this.effectiveOffers };
    const weigher = this.#weigher();
    for (const row of this.comparables.rows) weigher.add(this.pool.offers.columns, row);
    for (const row of vagueRows) weigher.add(this.pool.offers.columns, row);
    return weigher.take();
  }

  /** The days of the first and the last comparable and the middle of them; null where none has a date. */
  get days(): Days | null {
    if (this.#days !== undefined) return this.#days;
    const { day } = this.pool.offers.columns;
    const { rows } = this.comparables;
    const days = new Int32Array(rows.length);
    let known = 0;
    for (let i = 0; i < rows.length; i++) if (day[rows[i]!] !== UNKNOWN_DAY) days[known++] = day[rows[i]!]!;
    const sorted = days.subarray(0, known).sort();
    this.#days =
      known === 0 ? null : { oldest: sorted[0]!, newest: sorted[known - 1]!, middle: sorted[known >> 1]! };
    return this.#days;
  }

  /** How many offers on the rungs of the comparables were judged implausible. */
  implausible(): number {
    const { rung } = this.comparables;
    const rungOf = this.ladder.rungs();
    return this.pool.implausible.filter((row) => rungOf(row) <= rung).length;
  }
}
