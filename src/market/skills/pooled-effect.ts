import type { UnshrunkEffect } from './role-regression.js';

/** Prior variances of a skill's effect: of what all roles have in common, and of a role's own part. */
export interface SkillPriors {
  readonly shared: number;
  readonly own: number;
}

/** A posterior mean and standard deviation. */
export interface PooledEffect {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * An effect in a role, shrunk towards what other roles say of the skill, and that towards none.
 *
 * @param here the effect as the role's own offers have it
 * @param elsewhere the same of other roles
 * @example pooledEffect({ effect: 1, error: 1 }, [], { shared: 0.5, own: 0.5 }).mean // 0.5
 */
export function pooledEffect(
  here: UnshrunkEffect,
  elsewhere: readonly UnshrunkEffect[],
  { shared, own }: SkillPriors,
): PooledEffect {
  let [precision, pull] = [1 / shared, 0];
  for (const { effect, error } of elsewhere) {
    precision += 1 / (error ** 2 + own);
    pull += effect / (error ** 2 + own);
  }
  const parent = { mean: pull / precision, variance: 1 / precision + own };
  const variance = 1 / (1 / here.error ** 2 + 1 / parent.variance);
  return {
    mean: variance * (here.effect / here.error ** 2 + parent.mean / parent.variance),
    deviation: Math.sqrt(variance),
  };
}

/** A role's own part is at least a twentieth: that its data show none is no proof, and other roles would say too much. */
const LEAST_OWN = 0.05;

/**
 * The prior variances of effects that were found to be there: effects that are none are not among them, so their own
 * mean square, the noise taken off, takes the place of the variance of all, in about the same parts.
 *
 * @example priorsOfFound([{ effect: 1, error: 0 }], { shared: 0.5, own: 0 }) // { shared: 0.95, own: 0.05 }
 */
export function priorsOfFound(found: readonly UnshrunkEffect[], { shared, own }: SkillPriors): SkillPriors {
  const square = found.reduce((sum, { effect, error }) => sum + effect ** 2 - error ** 2, 0);
  const total = Math.max(shared + own, square / Math.max(1, found.length));
  const ownPart = total * Math.max(LEAST_OWN, own / (shared + own));
  return { shared: total - ownPart, own: ownPart };
}
