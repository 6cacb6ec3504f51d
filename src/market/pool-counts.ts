import { taxKinds, type PayBasis, type TaxKind } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import type { OfferColumns } from './columns.js';
import { addition, type PoolKey } from './pool.js';

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
  readonly #byRole: readonly (readonly Count[])[];

  constructor(
    private readonly columns: OfferColumns,
    { signOnYears }: Policy['weights'],
  ) {
    const { role, country, currency, tax } = columns;
    const byRole = role.values.map((): Map<number, Count> => new Map());
    for (let row = 0; row < columns.rows; row++) {
      const ofRole = byRole[role.codes[row]!]!;
      const place = country.codes[row]! * currency.values.length + currency.codes[row]!;
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
      count.basePay++;
      if (addition(columns, row, 'totalCash', signOnYears) !== null) count.totalCash++;
      if (addition(columns, row, 'total', signOnYears) !== null) count.total++;
    }
    this.#byRole = byRole.map((counts) => [...counts.values()]);
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
    const everywhere = role === 0 ? this.#byRole.flat() : this.#byRole[role]!;
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
      leftOut: sum(local ? everywhere.filter(inCountry) : [...everywhere], 'basePay') - used,
    };
  }
}
