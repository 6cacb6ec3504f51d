import type { ReleaseRules } from './release-rules.js';

/** The offers that a figure stands for: their fingerprints, and who gave each. */
export interface FigureOffers {
  readonly fingerprints: readonly string[];
  readonly contributors: readonly string[];
}

/** What became of the offers that a figure was made from. */
export type Change = 'none' | 'tooFew' | 'enough';

/**
 * Whether enough has changed since a figure was made to make it anew (METHOD 8): what was added, edited or taken back
 * since must be of enough contributors, and of none too much, or a figure's move would tell of one of them.
 */
export function changeBetween(before: FigureOffers, now: FigureOffers, rules: ReleaseRules): Change {
  const left = new Map(before.fingerprints.map((name, i) => [name, before.contributors[i]!]));
  const changed: string[] = [];
  now.fingerprints.forEach((name, i) => {
    if (!left.delete(name)) changed.push(now.contributors[i]!);
  });
  changed.push(...left.values());
  if (changed.length === 0) return 'none';
  const counts = new Map<string, number>();
  for (const contributor of changed) counts.set(contributor, (counts.get(contributor) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return counts.size >= rules.fewest && most <= rules.maxShare * changed.length ? 'enough' : 'tooFew';
}
