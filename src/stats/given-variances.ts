import type { EffectBlock } from './effect-block.js';
import { addEffects, blockOf, type EffectFamily } from './effect-family.js';
import { Extrapolation } from './extrapolation.js';
import { weightedMean } from './weighted-mean.js';
import { weightedSquares } from './weighted-squares.js';

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

/** A sweep that moves no effect by more than this share of the noise's standard deviation is the last. */
const TOLERANCE = 1e-4;
/** A family whose effects have a standard deviation below .001 takes part in one sweep only. */
const NEGLIGIBLE_PRIOR = 1e-6;
/** Sweeps that are made in any case. */
const LEAST_SWEEPS = 3;

/**
 * Fits the effects given their prior variances and the noise: cyclic coordinate descent, a family at a time.
 * Deterministic. Cost: rows x families x sweeps.
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
  const blocks = families.map((family) => blockOf(family, weights));
  const { priors, noise } = start;
  let { intercept } = start;
  const residual = y.map((value) => value - intercept);
  if (start.effects.length > 0) moveTo(joined(start.effects), blocks, families, residual);
  const extrapolation = new Extrapolation();
  const weighed = weights.some((weight) => weight > 0);
  for (let sweep = 0; sweep < sweeps && weighed; sweep++) {
    const shift = weightedMean(residual, weights);
    intercept += shift;
    for (let i = 0; i < residual.length; i++) residual[i]! -= shift;
    let moved = Math.abs(shift);
    blocks.forEach((block, f) => {
      if (sweep > 0 && priors[f]! < NEGLIGIBLE_PRIOR) return;
      moved = Math.max(moved, block.update(residual, noise, priors[f]!));
    });
    if (sweep >= LEAST_SWEEPS && moved < TOLERANCE * Math.sqrt(noise)) break;
    jump(extrapolation, blocks, families, residual, weights);
  }
  // Last, so that residuals have mean 0 and the parts of a prediction add up to the mean of y.
  intercept += weightedMean(residual, weights);
  const effects = blocks.map((block) => block.effects);
  return { ...start, intercept, effects, variances: blocks.map((block) => block.variances) };
}
/** All effects in a row. */
function joined(effects: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(effects.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of effects) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A jump that raises the sum of squared residuals by more than this part has left the way. */
const MOST_WORSENED = 0.1;

/** Goes where the last sweeps lead, unless the fit there is worse. */
function jump(
  extrapolation: Extrapolation,
  blocks: readonly EffectBlock[],
  families: readonly EffectFamily[],
  residual: Float64Array,
  weights: Float64Array,
): void {
  const here = joined(blocks.map(({ effects }) => effects));
  const ahead = extrapolation.next(here);
  if (!ahead) return;
  const before = weightedSquares(residual, weights);
  moveTo(ahead, blocks, families, residual);
  if (weightedSquares(residual, weights) > before * (1 + MOST_WORSENED))
    moveTo(here, blocks, families, residual);
}

/** Sets all effects and keeps the residual in step. */
function moveTo(
  state: Float64Array,
  blocks: readonly EffectBlock[],
  families: readonly EffectFamily[],
  residual: Float64Array,
): void {
  let at = 0;
  blocks.forEach(({ effects }, f) => {
    const target = state.subarray(at, at + effects.length);
    addEffects(
      families[f]!,
      target.map((value, i) => value - effects[i]!),
      residual,
      -1,
    );
    effects.set(target);
    at += effects.length;
  });
}
