import { effectiveSize } from '../../stats/effective-size.js';
import type { OfferColumns } from '../columns.js';

/** Offers of one role whose skills were recorded, those of an employer next to each other. */
export interface RoleOffers {
  readonly rows: Uint32Array;
  /** The offers of cluster c are `ends[c] .. ends[c + 1] - 1`; an unknown employer's offer is a cluster of its own. */
  readonly ends: Int32Array;
  /** Whether enough of them name their employer for employers to be counted; where not, offers are. */
  readonly employersKnown: boolean;
}

/**
 * Puts offers in the order of their employers.
 *
 * @param minCoverage employers count where at least this share of the offers names one
 */
export function byEmployer(
  columns: Pick<OfferColumns, 'employer'>,
  rows: Uint32Array,
  minCoverage: number,
): RoleOffers {
  const { codes } = columns.employer;
  const order = (a: number, b: number): number => codes[a]! - codes[b]! || a - b;
  // Most rows come in order, and to see that is quick.
  let ordered = true;
  for (let i = 1; i < rows.length && ordered; i++) ordered = order(rows[i - 1]!, rows[i]!) < 0;
  const sorted = ordered ? rows : rows.slice().sort(order);
  const ends: number[] = [0];
  let named = 0;
  for (let i = 0; i < sorted.length; i++) {
    const code = codes[sorted[i]!]!;
    if (code !== 0) named++;
    if (i > 0 && (code === 0 || code !== codes[sorted[i - 1]!])) ends.push(i);
  }
  if (sorted.length > 0) ends.push(sorted.length);
  const employersKnown = sorted.length > 0 && named >= minCoverage * sorted.length;
  return { rows: sorted, ends: Int32Array.from(ends), employersKnown };
}

/** How many offers a side of a comparison has, and of whom. */
export interface Side {
  readonly offers: number;
  /** Employers, or offers where too few name one. */
  readonly clusters: number;
  /** Kish's number of them. */
  readonly effectiveClusters: number;
}

/** Counts the side of a comparison that `on` marks, by place among the offers. */
export function sideOf({ ends, employersKnown }: RoleOffers, on: (i: number) => boolean): Side {
  const sizes: number[] = [];
  let offers = 0;
  for (let c = 0; c + 1 < ends.length; c++) {
    let size = 0;
    for (let i = ends[c]!; i < ends[c + 1]!; i++) if (on(i)) size++;
    offers += size;
    if (size > 0) sizes.push(size);
  }
  if (!employersKnown) return { offers, clusters: offers, effectiveClusters: offers };
  return { offers, clusters: sizes.length, effectiveClusters: effectiveSize(sizes) };
}

/**
 * Calls back with each skill that a cluster has: how many of its offers have it, and how many it has.
 *
 * Cost: one pass over the offers' skills.
 */
export function forSkillsOfClusters(
  { rows, ends }: Pick<RoleOffers, 'rows' | 'ends'>,
  { offsets, codes, values }: OfferColumns['skills'],
  visit: (skill: number, own: number, all: number) => void,
): void {
  const own = new Int32Array(values.length);
  for (let c = 0; c + 1 < ends.length; c++) {
    const touched: number[] = [];
    for (let i = ends[c]!; i < ends[c + 1]!; i++) {
      for (let k = offsets[rows[i]!]!; k < offsets[rows[i]! + 1]!; k++) {
        if (own[codes[k]!]!++ === 0) touched.push(codes[k]!);
      }
    }
    for (const skill of touched) {
      visit(skill, own[skill]!, ends[c + 1]! - ends[c]!);
      own[skill] = 0;
    }
  }
}

/** Every member's side with it, and without it, in one pass. */
export function sidesOf(
  offers: RoleOffers,
  { skills }: Pick<OfferColumns, 'skills'>,
): { readonly with: readonly Side[]; readonly without: readonly Side[] } {
  const size = skills.values.length;
  const tally = { with: new Tally(size), without: new Tally(size) };
  forSkillsOfClusters(offers, skills, (skill, own, all) => {
    tally.with.add(skill, own);
    // What the cluster has without the skill, against all of it.
    tally.without.replace(skill, all, all - own);
  });
  const { rows, ends, employersKnown } = offers;
  const clusters = Math.max(0, ends.length - 1);
  let squares = 0;
  for (let c = 0; c < clusters; c++) squares += (ends[c + 1]! - ends[c]!) ** 2;
  const total = { offers: rows.length, clusters, squares };
  return {
    with: tally.with.sides(employersKnown, { offers: 0, clusters: 0, squares: 0 }),
    without: tally.without.sides(employersKnown, total),
  };
}

interface Totals {
  readonly offers: number;
  readonly clusters: number;
  readonly squares: number;
}

/** Sums over clusters, by skill. */
class Tally {
  readonly #offers: Float64Array;
  readonly #clusters: Float64Array;
  readonly #squares: Float64Array;

  constructor(size: number) {
    this.#offers = new Float64Array(size);
    this.#clusters = new Float64Array(size);
    this.#squares = new Float64Array(size);
  }

  add(skill: number, offers: number): void {
    this.replace(skill, 0, offers);
  }

  /** A cluster that counted for so many offers counts for others. */
  replace(skill: number, before: number, after: number): void {
    this.#offers[skill]! += after - before;
    this.#clusters[skill]! += Math.sign(after) - Math.sign(before);
    this.#squares[skill]! += after * after - before * before;
  }

  sides(employersKnown: boolean, more: Totals): Side[] {
    return Array.from(this.#offers, (change, skill) => {
      const offers = more.offers + change;
      const clusters = more.clusters + this.#clusters[skill]!;
      const squares = more.squares + this.#squares[skill]!;
      if (!employersKnown) return { offers, clusters: offers, effectiveClusters: offers };
      return { offers, clusters, effectiveClusters: squares > 0 ? offers ** 2 / squares : 0 };
    });
  }
}
