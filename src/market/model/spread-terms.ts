import type { EffectFamily } from '../../stats/effect-family.js';
import type { PooledFit } from '../../stats/given-variances.js';
import { isEmployer, type Design } from './design.js';
import type { ModelSnapshot } from './model-snapshot.js';

/** Deviations hold what an employer pays differently, which is no spread of its own: it is no factor of the spread. */
export function spreadFamilies({ terms }: Design): EffectFamily[] {
  return terms.filter((term) => !isEmployer(term)).map(({ family }) => family);
}

/** Effects on the spread by family of the design, none for the employers. */
export function forAllTerms(
  { terms }: Design,
  { intercept, effects }: PooledFit,
): ModelSnapshot['spread']['linear'] {
  const given = effects.values();
  const none = (size: number): Float64Array => new Float64Array(size);
  return {
    intercept,
    effects: terms.map((term) => (isEmployer(term) ? none(term.family.size) : given.next().value!)),
  };
}
