import type { EffectFamily } from '../../stats/effect-family.js';
import type { PooledFit } from '../../stats/given-variances.js';
import { fitPooled } from '../../stats/pooled-regression.js';
import { thinFamily } from '../../stats/thin-family.js';
import { crossFittedPart } from './cross-fitted-part.js';
import type { Folds } from './folds.js';

/** A partially pooled linear model of a response: fitted on all rows, and once without each fold. */
export interface CrossFit {
  readonly full: PooledFit;
  /** The fit without fold k. */
  readonly without: readonly PooledFit[];
}

export interface CrossFitSweeps {
  /** From a cold start. */
  readonly cold: number;
  /** From a fit of nearly the same rows: an effect's own rows are forgotten in the first sweep. */
  readonly warm: number;
}

/** Variances are estimated from at most this many rows, evenly apart. */
const MOST_FOR_VARIANCES = 80_000;

/**
 * Fits a response on all rows and without each fold.
 *
 * @param start variances that are known; they are estimated otherwise
 */
export function crossFit(
  response: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  folds: Folds,
  sweeps: CrossFitSweeps,
  start?: PooledFit,
): CrossFit {
  const full = start
    ? fitPooled(response, weights, families, { sweeps: sweeps.cold, start })
    : fitAll(response, weights, families, sweeps);
  const without = Array.from({ length: folds.count }, (_, fold) => {
    const others = weights.map((weight, row) => (folds.of[row] === fold ? 0 : weight));
    return fitPooled(response, others, families, { sweeps: sweeps.warm, start: full });
  });
  return { full, without };
}

function fitAll(
  response: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  sweeps: CrossFitSweeps,
): PooledFit {
  const step = Math.ceil(response.length / MOST_FOR_VARIANCES);
  if (step <= 1) return fitPooled(response, weights, families, { sweeps: sweeps.cold });
  const rows = Int32Array.from({ length: Math.ceil(response.length / step) }, (_, k) => k * step);
  const start = fitPooled(
    Float64Array.from(rows, (row) => response[row]!),
    Float64Array.from(rows, (row) => weights[row]!),
    families.map((family) => thinFamily(family, rows)),
    { sweeps: sweeps.cold },
  );
  return fitPooled(response, weights, families, { sweeps: sweeps.warm, start });
}

/** The effects of a family in the fit without each fold. */
export function effectsWithout(fit: CrossFit, index: number): Float64Array[] {
  return fit.without.map(({ effects }) => effects[index]!);
}

/** Each row's prediction, by the fit without the row's fold. */
export function crossFittedSum(families: readonly EffectFamily[], fit: CrossFit, folds: Folds): Float64Array {
  const sum = Float64Array.from(folds.of, (fold) => fit.without[fold]!.intercept);
  families.forEach((family, index) => {
    const part = crossFittedPart(family, effectsWithout(fit, index), folds.of);
    for (let row = 0; row < sum.length; row++) sum[row]! += part[row]!;
  });
  return sum;
}
