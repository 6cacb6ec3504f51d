import { weightedMean } from '../../stats/weighted-mean.js';
import { Canon } from './canonical-columns.js';
import { buildDesign } from './design.js';
import { FeatureSpace } from './features.js';
import { FittedPayModel } from './fitted-pay-model.js';
import { assignFolds } from './folds.js';
import { judgePlausibility } from './implausible.js';
import type { ModelInput, PayModel } from './pay-model.js';
import { fitPlausible } from './plausible-fit.js';
import { fitRemainder } from './remainder.js';
import { learnHorizon } from './rolling-origin.js';
import { fitSpread } from './spread.js';
import { StandIns } from './stand-ins.js';
import { meanOfTerms } from './term-means.js';
import { stepFactors } from './terms.js';
import { usualVariance } from './usual-variance.js';

const SWEEPS = { cold: 40, warm: 5 };

/**
 * Fits the pay model (METHOD 2) to the offers of one pool: a partially pooled linear part, the trees' remainder, the
 * spread. Deterministic: same rows, same bits. Cost: linear in rows. Rows are not changed. Without rows, it predicts 0.
 */
export function fitPayModel({ factors, logPay }: ModelInput): PayModel {
  const canon = new Canon(factors);
  const rows = canon.rows();
  const design = buildDesign(canon, rows);
  const families = design.terms.map(({ family }) => family);
  const folds = assignFolds(rows.groups.employer);
  const { fit, weights } = fitPlausible(logPay, rows, design, folds, SWEEPS);
  const features = new FeatureSpace(rows, design, canon.sizes, fit, folds);
  const afterLinear = logPay.map((value, row) => value - features.linear[row]!);
  const remainder = fitRemainder(afterLinear, weights, features.binned, folds);
  const mu = features.linear.map((value, row) => value + remainder.ofRows[row]!);
  const residual = logPay.map((value, row) => value - mu[row]!);
  const spread = fitSpread(residual, weights, families, features.binned, folds);
  const employerTerm = design.terms.findIndex(({ term }) => term.name === 'employer');
  return new FittedPayModel(
    {
      canon,
      rows,
      design,
      linear: fit.full,
      features,
      remainder,
      spread: { ...spread, linear: spread.linear.full },
      mean: weightedMean(logPay, weights),
      termMeans: meanOfTerms(design, fit.full, weights),
      usualVariance: usualVariance(rows, design, fit.full),
      stepOfTerm: Uint8Array.from(design.terms, ({ term }) => stepFactors.indexOf(term.step)),
      employerTerm,
      standIns: new StandIns(rows, design, canon.sizes, fit.full, weights),
      horizon: learnHorizon(canon, { rows, logPay, weights }),
      tau: employerTerm < 0 ? 0 : Math.sqrt(fit.full.priors[employerTerm]!),
      sigma: Math.sqrt(fit.full.noise),
    },
    { mu, spread: spread.ofRows, implausible: judgePlausibility(residual, rows) },
  );
}
