import type { CanonicalRows } from './canonical-rows.js';
import type { StepFactor } from './terms.js';

/** Whether a row says nothing of a factor. */
export function isOpen(rows: CanonicalRows, row: number, step: StepFactor): boolean {
  const { groups, words } = rows;
  switch (step) {
    case 'role':
      return groups.role[row] === 0 && words.ends[row] === words.ends[row + 1];
    case 'place':
      return groups.country[row] === 0 && groups.region[row] === 0 && groups.city[row] === 0;
    case 'years':
      return Number.isNaN(rows.years[row]!);
    case 'time':
      return Number.isNaN(rows.days[row]!);
    case 'skills':
      return rows.skillsKnown[row] === 0;
    case 'evidenceTier':
      return false;
    default:
      return groups[step][row] === 0;
  }
}
