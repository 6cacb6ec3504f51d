import type { SkillShares } from './skill-shares.js';

/** A skill is one of a role's from this share of its rows on, and so many rows. */
const LEAST_SHARE = 0.01;
const LEAST_ROWS = 3;

/** The codes of the skills that a role's rows ask for, the commonest first, ties by name. */
export function roleSkills(shares: SkillShares, names: readonly string[]): number[] {
  const { counts, rows } = shares;
  return Array.from(counts.keys())
    .filter((skill) => counts[skill]! >= Math.max(LEAST_ROWS, LEAST_SHARE * rows))
    .sort((a, b) => counts[b]! - counts[a]! || (names[a]! < names[b]! ? -1 : 1));
}
