import type { OfferColumns } from './columns.js';

/** A role that offers are known for, and how many, in whatever currency. */
export interface KnownRole {
  readonly role: string;
  readonly offers: number;
}

/** The roles of some offers, the commonest first, ties alphabetical. */
export function knownRoles({ role }: OfferColumns, rows: Uint32Array): readonly KnownRole[] {
  const counts = new Uint32Array(role.values.length);
  for (let i = 0; i < rows.length; i++) counts[role.codes[rows[i]!]!]!++;
  return role.values
    .map((name, code) => ({ role: name, offers: counts[code]! }))
    .filter(({ role: name, offers }) => name !== '' && offers > 0)
    .sort((a, b) => b.offers - a.offers || (a.role < b.role ? -1 : 1));
}
