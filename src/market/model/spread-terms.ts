import type { EffectFamily } from '../../stats/effect-family.js';
import { isEmployer, withoutEmployer, type Design } from './design.js';

/** Deviations hold what an employer pays differently, which is no spread of its own: it is no factor of the spread. */
export function spreadFamilies({ terms }: Design): EffectFamily[] {
  return withoutEmployer(terms).map(({ family }) => family);
}

/**
 * What is known of the families of the spread, by family of the design.
 *
 * @param none what stands for the employers, of whom there are so many
 */
export function forAllTerms<Known>(
  { terms }: Design,
  known: readonly Known[],
  none: (size: number) => Known,
): Known[] {
  const given = known.values();
  return terms.map((term) => (isEmployer(term) ? none(term.family.size) : given.next().value!));
}
