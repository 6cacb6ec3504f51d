import type { Policy } from '../../domain/policy.js';
import type { SkillShares } from './skill-shares.js';

/** The codes of the skills that a role's rows ask for, the commonest first, ties by name. */
export function roleSkills(
  shares: SkillShares,
  names: readonly string[],
  { ofRole }: Policy['skills'],
): number[] {
  const { counts, rows } = shares;
  return Array.from(counts.keys())
    .filter((skill) => counts[skill]! >= Math.max(ofRole.rows, ofRole.share * rows))
    .sort((a, b) => counts[b]! - counts[a]! || (names[a]! < names[b]! ? -1 : 1));
}
