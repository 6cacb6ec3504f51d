import type { CodedQuery } from './coded-query.js';
import type { Ladder } from './ladder.js';
import type { OfferIndex } from './offer-index.js';

/** Offers in the order they come in as comparables: nearest rung first, then newest, ties in key order. */
export interface Comparables {
  readonly rows: Uint32Array;
  /** The rung each comes from, ascending. */
  readonly rungs: Uint8Array;
  /** The rung they were taken up to. */
  readonly rung: number;
}

/** A list that holds every offer of the rungs up to `until`. */
interface Source {
  readonly until: number;
  readonly rows: Uint32Array;
}

const MOST_OFFERS = 1000;

/** The shortest lists that hold the rungs of a ladder, in the order of the rungs. */
function sourcesOf(ladder: Ladder, query: CodedQuery, index: OfferIndex): Source[] {
  const at = (aspect: Parameters<Ladder['lastRungOf']>[0]): number => ladder.lastRungOf(aspect);
  const country = at('country') >= 0 ? [query.country] : null;
  const sources: Source[] = [
    { until: at('skill'), rows: index.bySkillRole.get(ladder.rarestSkill, query.role) },
    {
      until: at('level'),
      rows: country
        ? index.byRoleLevelCountry.get(query.role, query.level, ...country)
        : index.byRoleLevel.get(query.role, query.level),
    },
    {
      until: Math.min(at('role'), country ? at('country') : Infinity),
      rows: country ? index.byRoleCountry.get(query.role, ...country) : index.byRole.get(query.role),
    },
    { until: at('role'), rows: index.byRole.get(query.role) },
    { until: at('country'), rows: country ? index.byFamilyCountry.get(query.family, ...country) : index.all },
    { until: at('family'), rows: index.byFamily.get(query.family) },
    { until: ladder.top, rows: index.all },
  ];
  // A list is of use only for rungs that no list before it holds.
  return sources.filter(
    ({ until }, i) => sources.slice(0, i).every((before) => before.until < until) && until >= 0,
  );
}

/** Told of each row that comes in, and asked after each rung whether there are enough. */
export interface Enough {
  add(row: number): void;
  reached(rung: number): boolean;
}

/** Chooses comparables (METHOD 3): rung by rung, until there are enough or no rung is left; at most 1,000. */
export function chooseComparables(
  ladder: Ladder,
  query: CodedQuery,
  index: OfferIndex,
  enough: Enough,
): Comparables {
  const rows = new Uint32Array(MOST_OFFERS);
  const rungs = new Uint8Array(MOST_OFFERS);
  let [count, from] = [0, 0];
  for (const { until, rows: list } of sourcesOf(ladder, query, index)) {
    const found = collect(ladder, list, from, until, MOST_OFFERS - count);
    for (let rung = from; rung <= until; rung++) {
      for (const row of found[rung - from]!) {
        if (count === MOST_OFFERS) break;
        rows[count] = row;
        rungs[count++] = rung;
        enough.add(row);
      }
      if (rung === ladder.top || count === MOST_OFFERS || enough.reached(rung)) {
        return { rows: rows.slice(0, count), rungs: rungs.slice(0, count), rung };
      }
    }
    from = until + 1;
  }
  return { rows: rows.slice(0, count), rungs: rungs.slice(0, count), rung: ladder.top };
}

/** The rows of a list that come in on the rungs from `from` to `until`, at most `most` a rung, in the list's order. */
function collect(ladder: Ladder, list: Uint32Array, from: number, until: number, most: number): number[][] {
  const found = Array.from({ length: until - from + 1 }, (): number[] => []);
  for (let i = 0; i < list.length && found[0]!.length < most; i++) {
    const rung = ladder.rungOf(list[i]!);
    if (rung < from || rung > until) continue;
    const ofRung = found[rung - from]!;
    if (ofRung.length < most) ofRung.push(list[i]!);
  }
  return found;
}
