import type { CodedQuery } from './coded-query.js';
import type { Aspect } from './condition.js';
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

/** A list that holds every offer of the rungs up to `until`; looked up where it is read. */
interface Source {
  readonly until: number;
  /** What all offers of the list share with the query. */
  readonly agreed: readonly Aspect[];
  readonly rows: () => Uint32Array;
}

const MOST_OFFERS = 1000;

/** The shortest lists that hold the rungs of a ladder, in the order of the rungs. */
function sourcesOf(ladder: Ladder, query: CodedQuery, index: OfferIndex): Source[] {
  const at = (aspect: Aspect): number => ladder.lastRungOf(aspect);
  const { role, level, country, family } = query;
  const local = at('country') >= 0;
  const place: readonly Aspect[] = local ? ['country'] : [];
  const sources: Source[] = [
    { until: at('skill'), agreed: ['role'], rows: () => index.withSkill(ladder.rarestSkill, role) },
    {
      until: at('level'),
      agreed: ['role', 'level', ...place],
      rows: () =>
        local ? index.get('byRoleLevelCountry', role, level, country) : index.get('byRoleLevel', role, level),
    },
    {
      until: Math.min(at('role'), local ? at('country') : Infinity),
      agreed: ['role', ...place],
      rows: () => (local ? index.get('byRoleCountry', role, country) : index.get('byRole', role)),
    },
    { until: at('role'), agreed: ['role'], rows: () => index.get('byRole', role) },
    {
      until: at('country'),
      agreed: local ? ['family', 'country'] : [],
      rows: () => (local ? index.get('byFamilyCountry', family, country) : index.all),
    },
    { until: at('family'), agreed: ['family'], rows: () => index.get('byFamily', family) },
    { until: ladder.top, agreed: [], rows: () => index.all },
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

/**
 * Chooses comparables (METHOD 3): rung by rung, until there are enough or no rung is left; at most 1,000.
 *
 * @param implausible by row: 1 where it is no comparable
 */
export function chooseComparables(
  ladder: Ladder,
  query: CodedQuery,
  index: OfferIndex,
  implausible: Uint8Array,
  enough: Enough,
): Comparables {
  const rows = new Uint32Array(MOST_OFFERS);
  const rungs = new Uint8Array(MOST_OFFERS);
  let [count, from] = [0, 0];
  for (const { until, agreed, rows: list } of sourcesOf(ladder, query, index)) {
    const found = collect(ladder, list(), agreed, implausible, from, until, MOST_OFFERS - count);
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
function collect(
  ladder: Ladder,
  list: Uint32Array,
  agreed: readonly Aspect[],
  implausible: Uint8Array,
  from: number,
  until: number,
  most: number,
): number[][] {
  const found = Array.from({ length: until - from + 1 }, (): number[] => []);
  const take = (rung: number, rows: Uint32Array, count: number): void => {
    const ofRung = found[rung - from];
    for (let i = 0; ofRung && i < count && ofRung.length < most; i++) {
      if (implausible[rows[i]!] !== 1) ofRung.push(rows[i]!);
    }
  };
  // Of the first rung all that can come in may be found before the list ends.
  ladder.sort(list, agreed, from, take, () => found[0]!.length >= most);
  return found;
}
