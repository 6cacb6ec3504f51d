import type { OfferColumns } from '../columns.js';
import type { Provenance } from './provenance.js';
import type { ReleaseRules, TableRow } from './release-rules.js';

/** Offers, or interviews, with where each comes from. */
export interface SourcedOffers {
  readonly columns: Pick<OfferColumns, 'employer'>;
  readonly provenance: readonly Provenance[];
}

/** Who stands behind some offers. */
export interface Backing {
  readonly offers: number;
  readonly contributors: number;
  readonly employers: number;
  /** The largest share of the offers that one contributor, and one employer, has. */
  readonly contributorShare: number;
  readonly employerShare: number;
}

class Tally<Key> {
  readonly #counts = new Map<Key, number>();
  most = 0;

  add(key: Key): void {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count > this.most) this.most = count;
  }

  get size(): number {
    return this.#counts.size;
  }
}

/**
 * Counts who stands behind some offers, as they are. Unknown employers are no employer, and could all be one; those of
 * a public source count one by one.
 */
export function backingOf({ columns, provenance }: SourcedOffers, rows: readonly number[]): Backing {
  const contributors = new Tally<string>();
  const employers = new Tally<number | string>();
  let unknown = 0;
  for (const row of rows) {
    const { contributor, open, fingerprint } = provenance[row]!;
    contributors.add(contributor);
    const employer = columns.employer.codes[row]!;
    if (employer !== 0) employers.add(employer);
    else if (open) employers.add(fingerprint);
    else unknown++;
  }
  const share = (count: number): number => (rows.length === 0 ? 0 : count / rows.length);
  return {
    offers: rows.length,
    contributors: contributors.size,
    employers: employers.size,
    contributorShare: share(contributors.most),
    employerShare: share(Math.max(employers.most, unknown)),
  };
}

/** How many of some offers each contributor gave. */
export function offersByContributor(
  { provenance }: SourcedOffers,
  rows: readonly number[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const { contributor } = provenance[row]!;
    counts.set(contributor, (counts.get(contributor) ?? 0) + 1);
  }
  return counts;
}

/** How many contributors are left once a part of their offers is taken away. */
export function contributorsWithout(
  all: ReadonlyMap<string, number>,
  part: ReadonlyMap<string, number>,
): number {
  return [...part].reduce((left, [name, count]) => left - (all.get(name) === count ? 1 : 0), all.size);
}

/** The highest row of the table whose every condition holds, or null: nothing is released. */
export function tableRow(backing: Backing, { rows, maxShare }: ReleaseRules): TableRow | null {
  if (backing.contributorShare > maxShare || backing.employerShare > maxShare) return null;
  const met = rows.findLast(
    ({ contributors, employers }) =>
      backing.contributors >= contributors &&
      backing.offers >= contributors &&
      backing.employers >= employers,
  );
  return met ?? null;
}
