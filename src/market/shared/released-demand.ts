import type { AskedSkill } from '../../domain/demand.js';
import type { FoundDemand } from './released-skill-cells.js';

/** A change that is not released may be any. */
const UNCLEAR = { points: 0, low: -100, high: 100, verdict: 'unclear' } as const;

/** What a released cell asks for, in the shape of the contract; of quarters those that are released. */
export function releasedDemand({ cell, widened }: FoundDemand) {
  const { asOf, quarters, rows, employers, skills } = cell;
  const counts = new Map(quarters.map((each) => [each.quarter, each.rows]));
  return {
    asOf,
    widened: [...widened],
    quarters: quarters.map(({ quarter }) => quarter),
    rows,
    employers,
    skills: skills.map(({ skill, share, low, high, change, quarters: shares }): AskedSkill => ({
      skill,
      shares: shares.map((each) => ({ ...each, n: counts.get(each.quarter) ?? 0 })),
      lastYear: { share, low, high, n: rows },
      change: change ?? UNCLEAR,
    })),
  };
}
