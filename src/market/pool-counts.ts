import { taxKinds, type PayBasis, type TaxKind } from '../domain/offer.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import type { OfferColumns } from './columns.js';
import type { RowChanges } from './edited-list.js';
import { addition, type PoolKey } from './pool.js';

/** More than there are; keys keep their meaning when another currency comes in. */
const MOST_CURRENCIES = 4096;

/** How many offers a role has in one country, currency and tax, by basis. */
interface Count {
  readonly country: number;
  readonly currency: string;
  readonly tax: TaxKind;
  basePay: number;
  totalCash: number;
  total: number;
}

/** The pool that answers a query. */
export interface PoolChoice {
  readonly key: PoolKey;
  /** The currency to convert to, where no offer of the role is in it; null where nothing is converted. */
  readonly convertTo: string | null;
  /** Offers of the same question in another currency, tax or basis. */
  readonly leftOut: number;
}

/** The name that most offers have, ties alphabetical; undefined for no offers. */
function commonest<Name extends string>(
  counts: readonly Count[],
  basis: PayBasis,
  nameOf: (count: Count) => Name,
): Name | undefined {
  const sums = new Map<Name, number>();
  for (const count of counts) sums.set(nameOf(count), (sums.get(nameOf(count)) ?? 0) + count[basis]);
  return [...sums].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

function sum(counts: readonly Count[], basis: PayBasis): number {
  return counts.reduce((total, count) => total + count[basis], 0);
}

/** Counts the offers of each role by country, currency, tax and basis, to choose the pool of a query from. */
export class PoolCounts {
  readonly #byRole: readonly Map<number, Count>[];

  /**
   * @param rows that come on top of those counted before
   * @param before counts of the same market, to go on from
   */
  constructor(
    private readonly columns: OfferColumns,
    rows: Iterable<number>,
    private readonly signOnYears: number,
    before?: PoolCounts,
  ) {
    this.#byRole = columns.role.values.map((_, role) => {
      const counted = before ? before.#byRole[role] : undefined;
      return new Map([...(counted ?? [])].map(([key, count]) => [key, { ...count }]));
    });
    for (const row of rows) this.#count(row, 1);
  }

  /** The counts after some rows left and others came in, all of them rows of `columns`. */
  edited(columns: OfferColumns, { leaving, coming }: RowChanges): PoolCounts {
    const edited = new PoolCounts(columns, coming, this.signOnYears, this);
    for (const row of leaving) edited.#count(row, -1);
    return edited;
  }

  #count(row: number, by: number): void {
    const { role, country, currency, tax } = this.columns;
    const ofRole = this.#byRole[role.codes[row]!]!;
    const place = country.codes[row]! * MOST_CURRENCIES + currency.codes[row]!;
    const key = place * taxKinds.length + tax[row]!;
    const known = ofRole.get(key);
    const count: Count = known ?? {
      country: country.codes[row]!,
      currency: currency.values[currency.codes[row]!]!,
      tax: taxKinds[tax[row]!]!,
      basePay: 0,
      totalCash: 0,
      total: 0,
    };
    if (!known) ofRole.set(key, count);
    count.basePay += by;
    if (addition(this.columns, row, 'totalCash', this.signOnYears) !== null) count.totalCash += by;
    if (addition(this.columns, row, 'total', this.signOnYears) !== null) count.total += by;
    if (count.basePay === 0) ofRole.delete(key);
  }

  /**
   * Chooses the pool of a query: what it asks for, else the commonest currency, then tax, of the role's offers in its
   * country, or of the role's offers anywhere. Every offer has a base pay, so base pay is the commonest basis.
   *
   * @param role code of the role; that of no role stands for all roles
   * @returns null where no offer of the role is of the currency, tax and basis asked for
   */
  choose(query: WorthQuery, role: number): PoolChoice | null {
    const basis = query.basis ?? 'basePay';
    const roles = role === 0 ? this.#byRole : [this.#byRole[role]!];
    const everywhere = roles.flatMap((counts) => [...counts.values()]);
    const foreign =
      query.currency !== undefined && !everywhere.some(({ currency }) => currency === query.currency);
    const fitting = everywhere.filter(
      (count) =>
        count[basis] > 0 &&
        (query.currency === undefined || foreign || count.currency === query.currency) &&
        (query.tax === undefined || count.tax === query.tax),
    );
    const country = codeOf(this.columns.country, query.country);
    const inCountry = (count: Count): boolean => count.country === country;
    const local = country !== 0 && fitting.some(inCountry);
    const scope = local ? fitting.filter(inCountry) : fitting;
    const currency = commonest(scope, basis, (count) => count.currency);
    if (currency === undefined) return null;
    const ofCurrency = scope.filter((count) => count.currency === currency);
    const tax = commonest(ofCurrency, basis, (count) => count.tax)!;
    const used = sum(
      ofCurrency.filter((count) => count.tax === tax),
      basis,
    );
    return {
      key: { currency, tax, basis },
      convertTo: foreign ? (query.currency ?? null) : null,
      leftOut: sum(local ? everywhere.filter(inCountry) : everywhere, 'basePay') - used,
    };
  }
}
