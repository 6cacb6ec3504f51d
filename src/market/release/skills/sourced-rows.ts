import type { SkillRows } from '../../skills/skill-rows.js';
import { backingOf, tableRow } from '../backing.js';
import type { Provenance } from '../provenance.js';
import type { ReleaseRules } from '../release-rules.js';

/** Offers, or interviews, that may say which skills they ask for, and where each comes from. */
export interface SourcedRows {
  readonly columns: SkillRows;
  readonly provenance: readonly Provenance[];
}

type Sourced = Pick<SourcedRows, 'provenance'> & { readonly columns: Pick<SkillRows, 'employer'> };

/**
 * Whether some of the rows, and the others of them too, meet the first row of the table: a share tells of those with a
 * skill, and of those without it.
 */
export function bothMeet(
  rows: readonly number[],
  some: readonly number[],
  sourced: Sourced,
  rules: ReleaseRules,
): boolean {
  if (tableRow(backingOf(sourced, some), rules) === null) return false;
  const marked = new Set(some);
  const others = rows.filter((row) => !marked.has(row));
  return tableRow(backingOf(sourced, others), rules) !== null;
}
