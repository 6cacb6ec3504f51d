import type { Comparison } from '../domain/comparison.js';
import type { WorthQuery } from '../domain/worth-query.js';
import type { MarketAnswers } from './market-answers.js';

/** Why nothing is told of a role's skills. */
export function skillsSuppressed(query: WorthQuery, market: MarketAnswers): Comparison['suppressed'] {
  const { role } = query;
  if (!market.skills) {
    return {
      reason: 'Nothing is released of skills on this server.',
      needed: 'A release that holds them; your own offers can be asked about on a store of your own.',
      nearest: [],
    };
  }
  const known = market.knows(role);
  return {
    reason: known
      ? `No current offer of the role "${role}" says which skills it asks for.`
      : `No current offer is of the role "${role}".`,
    needed: known
      ? 'At least one offer of the role with its skills; import a file with a column of skills.'
      : 'At least one offer of the role with its skills; or ask for one of the nearest roles.',
    nearest: market.skills.nearest(role),
  };
}
