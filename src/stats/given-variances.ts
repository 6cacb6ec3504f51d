import { CoordinateDescent } from './coordinate-descent.js';
import { addEffects, type EffectFamily } from './effect-family.js';

/** A fitted partially pooled linear model: intercept + one effect of each family for each row + noise. */
export interface PooledFit {
  readonly intercept: number;
  /** Posterior means, a family each. */
  readonly effects: readonly Float64Array[];
  /** Posterior variances of each effect given those of other families. */
  readonly variances: readonly Float64Array[];
  /** Prior variance of each family. */
  readonly priors: readonly number[];
  /** Degrees of freedom that each family's prior variance was estimated with. */
  readonly freedoms: readonly number[];
  /** Variance of the noise of a row of weight 1. */
  readonly noise: number;
}

/** What a fit leaves of the response. */
export function residualOf(
  y: Float64Array,
  { intercept, effects }: Pick<PooledFit, 'intercept' | 'effects'>,
  families: readonly EffectFamily[],
): Float64Array {
  const residual = y.map((value) => value - intercept);
  effects.forEach((own, f) => {
    addEffects(families[f]!, own, residual, -1);
  });
  return residual;
}

/**
 * Fits the effects given their prior variances and the noise. Deterministic. Cost: rows x families x sweeps.
 *
 * @param weights of the rows, not negative; a row of weight 0 has no say. With no weight at all, nothing moves.
 * @param start where the effects start, and the variances; without effects they start at 0
 * @param sweeps the most sweeps over all families
 */
export function fitGiven(
  y: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  start: PooledFit,
  sweeps: number,
): PooledFit {
  const residual = residualOf(y, start, families);
  const [fit] = new CoordinateDescent(families, weights, residual, start.noise, [start]).run(sweeps);
  return { ...start, ...fit! };
}
