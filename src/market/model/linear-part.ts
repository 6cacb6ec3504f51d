import { addEffects, fitPooled, type EffectFamily, type PooledFit } from '../../stats/pooled-regression.js';
import type { Folds } from './folds.js';

/** A partially pooled linear model of a response: fitted on all rows, and once without each fold. */
export interface CrossFit {
  readonly full: PooledFit;
  /** The fit without fold k. */
  readonly without: readonly PooledFit[];
}

export interface CrossFitSweeps {
  readonly full: number;
  /** Fits without a fold start from the full fit; an effect's own rows are forgotten in the first sweep. */
  readonly fold: number;
}

/** Fits a response on all rows and without each fold. */
export function crossFit(
  response: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  folds: Folds,
  sweeps: CrossFitSweeps,
): CrossFit {
  const full = fitPooled(response, weights, families, { sweeps: sweeps.full });
  const without = Array.from({ length: folds.count }, (_, fold) => {
    const others = weights.map((weight, row) => (folds.of[row] === fold ? 0 : weight));
    return fitPooled(response, others, families, { sweeps: sweeps.fold, start: full });
  });
  return { full, without };
}

/** A family's part of each row's prediction, by the fit without the row's fold. */
export function crossFittedPart(
  family: EffectFamily,
  index: number,
  fit: CrossFit,
  folds: Folds,
): Float64Array {
  const part = new Float64Array(folds.of.length);
  const all = new Float64Array(part.length);
  fit.without.forEach(({ effects }, fold) => {
    all.fill(0);
    addEffects(family, effects[index]!, all);
    for (let row = 0; row < part.length; row++) if (folds.of[row] === fold) part[row] = all[row]!;
  });
  return part;
}

/** Each row's prediction, by the fit without the row's fold. */
export function crossFittedSum(families: readonly EffectFamily[], fit: CrossFit, folds: Folds): Float64Array {
  const sum = Float64Array.from(folds.of, (fold) => fit.without[fold]!.intercept);
  families.forEach((family, index) => {
    const part = crossFittedPart(family, index, fit, folds);
    for (let row = 0; row < sum.length; row++) sum[row]! += part[row]!;
  });
  return sum;
}
