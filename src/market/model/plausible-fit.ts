import type { CanonicalRows } from './canonical-rows.js';
import type { Design } from './design.js';
import type { Folds } from './folds.js';
import { judgePlausibility } from './implausible.js';
import { crossFit, crossFittedSum, type CrossFit, type CrossFitSweeps } from './linear-part.js';

/** The linear part, and the rows it was made from: weight 1 where the pay is plausible, else 0. */
export interface PlausibleFit {
  readonly fit: CrossFit;
  readonly weights: Float64Array;
}

/** Fits the linear part; where its residuals show pay that is implausible, fits it again without those rows. */
export function fitPlausible(
  logPay: Float64Array,
  rows: CanonicalRows,
  design: Design,
  folds: Folds,
  sweeps: CrossFitSweeps,
): PlausibleFit {
  const families = design.terms.map(({ family }) => family);
  const all = new Float64Array(rows.rows).fill(1);
  const fit = crossFit(logPay, all, families, folds, sweeps);
  const predicted = crossFittedSum(families, fit, folds);
  const implausible = judgePlausibility(
    logPay.map((value, row) => value - predicted[row]!),
    rows,
  );
  if (!implausible.includes(1)) return { fit, weights: all };
  const weights = Float64Array.from(implausible, (bad) => 1 - bad);
  return { fit: crossFit(logPay, weights, families, folds, sweeps), weights };
}
