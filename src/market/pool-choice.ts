import { taxKinds, type TaxKind } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import type { OfferColumns } from './columns.js';
import { addition, type PoolKey } from './pool.js';

/** The pool that answers a query. */
export interface PoolChoice {
  readonly key: PoolKey;
  /** The currency to convert to, where no offer of the role is in it; null where nothing is converted. */
  readonly convertTo: string | null;
  /** Offers of the same question in another currency, tax or basis. */
  readonly leftOut: number;
}

/** The text that most rows have, ties alphabetical; undefined for no rows. */
function commonest(rows: readonly number[], textOf: (row: number) => string): string | undefined {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(textOf(row), (counts.get(textOf(row)) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

/** The rows of a role and, where given, a country. */
function rowsOf(columns: OfferColumns, role: number, country: number | null): number[] {
  const rows: number[] = [];
  for (let row = 0; row < columns.rows; row++) {
    if (columns.role.codes[row] !== role) continue;
    if (country === null || columns.country.codes[row] === country) rows.push(row);
  }
  return rows;
}

/**
 * Chooses the pool of a query: what it asks for, else the commonest currency, then tax, of the role's offers in its
 * country, or of the role's offers anywhere. Every offer has a base pay, so base pay is the commonest basis.
 *
 * @returns null where no offer of the role is of the currency, tax and basis asked for
 */
export function choosePool(columns: OfferColumns, query: WorthQuery, policy: Policy): PoolChoice | null {
  const role = codeOf(columns.role, query.role);
  if (role === 0) return null;
  const basis = query.basis ?? 'basePay';
  const currencyAt = (row: number): string => columns.currency.values[columns.currency.codes[row]!]!;
  const taxAt = (row: number): TaxKind => taxKinds[columns.tax[row]!]!;
  const everywhere = rowsOf(columns, role, null);
  const foreign =
    query.currency !== undefined && !everywhere.some((row) => currencyAt(row) === query.currency);
  const fits = (row: number): boolean =>
    (query.currency === undefined || foreign || currencyAt(row) === query.currency) &&
    (query.tax === undefined || taxAt(row) === query.tax) &&
    addition(columns, row, basis, policy.weights.signOnYears) !== null;
  const here =
    query.country === undefined ? [] : rowsOf(columns, role, codeOf(columns.country, query.country));
  const scope = here.some(fits) ? here : everywhere;
  const fitting = scope.filter(fits);
  const currency = commonest(fitting, currencyAt);
  if (currency === undefined) return null;
  const ofCurrency = fitting.filter((row) => currencyAt(row) === currency);
  const tax = commonest(ofCurrency, taxAt) as TaxKind;
  const used = ofCurrency.filter((row) => taxAt(row) === tax).length;
  const convertTo = foreign ? (query.currency ?? null) : null;
  return { key: { currency, tax, basis }, convertTo, leftOut: scope.length - used };
}
