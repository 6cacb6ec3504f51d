import type { Comparison } from '../../domain/comparison.js';

/** A comparison but for what a person's own interviews tell, and what follows from that. */
export type SkillsComparison = Omit<Comparison, 'gaps' | 'interviews' | 'currency'>;

export type ComparedSkill = Comparison['skills'][number];

/** Skills that most of the peers' offers ask for, as far as the interval says, and that state no premium. */
export function expectedOf(skills: readonly ComparedSkill[], expectedShare: number): string[] {
  return skills
    .filter(({ demand, premium }) => demand.low >= expectedShare && premium === null)
    .map(({ skill }) => skill);
}

/** Own skills that are rare and paid, the best paid first. */
export function distinguishingOf(skills: readonly ComparedSkill[], expectedShare: number): string[] {
  return skills
    .filter(
      ({ have, demand, premium }) =>
        have && demand.high < expectedShare && premium !== null && premium.low > 0,
    )
    .sort((a, b) => b.premium!.percent - a.premium!.percent)
    .map(({ skill }) => skill);
}
