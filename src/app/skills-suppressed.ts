import type { Comparison } from '../domain/comparison.js';
import type { WorthQuery } from '../domain/worth-query.js';
import type { MarketAnswers, SkillAnswers } from './market-answers.js';

/** Why no offer tells of a role's skills. */
export function whyNoOffers(role: string, known: boolean): ReturnType<SkillAnswers['whyNothing']> {
  return {
    reason: known
      ? `No current offer of the role "${role}" says which skills it asks for.`
      : `No current offer is of the role "${role}".`,
    needed: known
      ? 'At least one offer of the role with its skills; import a file with a column of skills.'
      : 'At least one offer of the role with its skills; or ask for one of the nearest roles.',
  };
}

/** Why nothing is told of a role's skills. */
export function skillsSuppressed({ role }: WorthQuery, { skills }: MarketAnswers): Comparison['suppressed'] {
  if (skills) return { ...skills.whyNothing(role), nearest: skills.nearest(role) };
  return {
    reason: 'Nothing is released of skills on this server.',
    needed: 'A release that holds them; your own offers can be asked about on a store of your own.',
    nearest: [],
  };
}
