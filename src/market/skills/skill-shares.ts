import { effectiveSize } from '../../stats/effective-size.js';
import { studentTQuantile } from '../../stats/student-t.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { forSkillsOfClusters, type RoleOffers } from './role-offers.js';
import type { SkillRows } from './skill-rows.js';

/** The share of some rows that ask for a skill, with its 90 % interval. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A skill's own design effect counts as much as all skills' together at this many rows that ask for it. */
const BELIEVED = 10;

/** Shares of skills among rows of which those of an employer are not independent. */
export class SkillShares {
  /** Rows that ask for each skill, by code. */
  readonly counts: Float64Array;
  readonly rows: number;
  readonly #ownEffects: Float64Array;
  readonly #usualEffect: number;
  readonly #factor: number;

  constructor({ skills }: SkillRows, offers: RoleOffers) {
    const { rows, ends, employersKnown } = offers;
    const size = skills.values.length;
    this.rows = rows.length;
    this.counts = new Float64Array(size);
    for (const row of rows)
      for (let k = skills.offsets[row]!; k < skills.offsets[row + 1]!; k++) this.counts[skills.codes[k]!]!++;
    const clusters = ends.length - 1;
    const sizes = Array.from({ length: Math.max(0, clusters) }, (_, c) => ends[c + 1]! - ends[c]!);
    const effective = employersKnown ? effectiveSize(sizes) : rows.length;
    this.#factor = studentTQuantile(0.95, Math.max(1, effective - 1));
    this.#ownEffects = new Float64Array(size).fill(1);
    this.#usualEffect = employersKnown && clusters > 1 ? this.#learnEffects(skills, offers, sizes) : 1;
  }

  /** The share of a skill (Wilson's interval at the rows over the design effect). */
  of(skill: number): Share {
    return this.around(skill, this.rows === 0 ? 0 : this.counts[skill]! / this.rows);
  }

  /** Another share with the interval that it would have as that of a skill. */
  around(skill: number, share: number): Share {
    return { share, ...wilsonInterval(share, this.rows / this.designEffect(skill), this.#factor) };
  }

  /** By how many rows of the same employers tell less than as many independent ones, not below 1. */
  designEffect(skill: number): number {
    const trust = this.counts[skill]! / (this.counts[skill]! + BELIEVED);
    return Math.max(1, trust * this.#ownEffects[skill]! + (1 - trust) * this.#usualEffect);
  }

  /** The variance of each share with employers as clusters (linearised) over that of independent rows. */
  #learnEffects(skills: SkillRows['skills'], offers: RoleOffers, sizes: readonly number[]): number {
    const size = skills.values.length;
    const [squares, products] = [new Float64Array(size), new Float64Array(size)];
    forSkillsOfClusters(offers, skills, (skill, own, all) => {
      squares[skill]! += own ** 2;
      products[skill]! += own * all;
    });
    const sizeSquares = sizes.reduce((sum, count) => sum + count * count, 0);
    const more = sizes.length / (sizes.length - 1);
    let [clustered, independent] = [0, 0];
    for (let skill = 1; skill < size; skill++) {
      const share = this.counts[skill]! / this.rows;
      const variance = share * (1 - share) * this.rows;
      if (variance <= 0) continue;
      const found = more * (squares[skill]! - 2 * share * products[skill]! + share * share * sizeSquares);
      this.#ownEffects[skill] = found / variance;
      clustered += found;
      independent += variance;
    }
    return independent > 0 ? clustered / independent : 1;
  }
}
