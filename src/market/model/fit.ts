import { weightedMean } from '../../stats/weighted-mean.js';
import { Canon, yearsBands } from './canon.js';
import type { CanonicalRows } from './canonical-rows.js';
import { countCells } from './cell-counts.js';
import { buildDesign, employerVariance, type Design } from './design.js';
import { drawCentre, drawLogSpread } from './draws.js';
import { makeFeatures } from './features.js';
import { FittedPayModel } from './fitted-pay-model.js';
import { assignFolds } from './folds.js';
import { judgePlausibility } from './implausible.js';
import { inKeyOrder } from './key-order.js';
import type { ModelSnapshot } from './model-snapshot.js';
import type { ModelInput, PayModel } from './pay-model.js';
import { fitPlausible, type PlausibleFit } from './plausible-fit.js';
import { fitRemainder } from './remainder.js';
import { learnHorizon } from './rolling-origin.js';
import { fitSpread, type SpreadFit } from './spread.js';
import { forAllTerms, spreadFamilies } from './spread-terms.js';
import { standInSteps } from './stand-ins.js';
import { stepMoments } from './step-moments.js';
import { meanOfTerms } from './term-means.js';
import { usualVariance } from './usual-variance.js';

/** Variances of up to so many rows are estimated in more rounds: small families find theirs late. */
const FEW_ROWS = 50_000;
const SWEEPS = { cold: 48, coldOfFew: 72, warm: 5 };

/**
 * Fits the pay model (METHOD 2) to the offers of one pool: a partially pooled linear part, the trees' remainder, the
 * spread. Deterministic: same rows, same bits. Cost: linear in rows. Rows are not changed. Without rows, it predicts 0.
 */
export function fitPayModel(input: ModelInput): PayModel {
  return new FittedPayModel(input.factors, learn(input));
}

function learn({ factors, logPay }: ModelInput): ModelSnapshot {
  const bands = yearsBands(factors);
  const canon = new Canon(factors, bands);
  const rows = canon.rows();
  const design = buildDesign(canon, rows);
  const folds = assignFolds(rows.groups.employer);
  const cold = rows.rows <= FEW_ROWS ? SWEEPS.coldOfFew : SWEEPS.cold;
  const plausible = fitPlausible(logPay, rows, design, folds, { cold, warm: SWEEPS.warm });
  const { fit, weights } = plausible;
  const features = makeFeatures(rows, design, canon.sizes, fit, folds);
  const afterLinear = logPay.map((value, row) => value - features.linear[row]!);
  const remainder = fitRemainder(afterLinear, weights, features.binned, folds);
  const mu = features.linear.map((value, row) => value + remainder.ofRows[row]!);
  const residual = logPay.map((value, row) => value - mu[row]!);
  const spread = fitSpread(residual, weights, spreadFamilies(design), features.binned, folds);
  return inKeyOrder({
    bands,
    scales: design.scales,
    terms: design.terms.map(({ number, codes }) => ({ number, codes })),
    features: features.layout,
    remainder: { forest: remainder.forest, weight: remainder.weight, variance: remainder.variance },
    spread: keptSpread(design, spread, weights),
    draws: drawCentre(design, fit.full, weights, spread.ofRows),
    ...summaries(canon, rows, design, plausible),
    mean: weightedMean(logPay, weights),
    horizon: learnHorizon(
      canon,
      { rows, logPay, weights },
      { design, centre: fit.full, spread: spread.linear.full },
    ),
    mu,
    spreads: spread.ofRows,
    implausible: judgePlausibility(residual, rows),
  });
}

/** What is kept of the spread's fit. */
function keptSpread(
  design: Design,
  { linear, forest, edges, middle, shift }: SpreadFit,
  weights: Float64Array,
): ModelSnapshot['spread'] {
  const draws = drawLogSpread(design, linear.full, weights);
  const { intercept, effects } = linear.full;
  const all = forAllTerms(design, effects, (size) => new Float64Array(size));
  return { linear: { intercept, effects: all }, draws, forest, edges, middle, shift };
}

/** What the linear part tells of the pool as a whole. */
function summaries(canon: Canon, rows: CanonicalRows, design: Design, { fit, weights }: PlausibleFit) {
  const linear = fit.full;
  return {
    linear,
    termMeans: meanOfTerms(design, linear, weights),
    usualVariance: usualVariance(rows, design, linear),
    standIn: standInSteps(rows, design),
    moments: stepMoments(rows, design, canon.sizes, linear, weights),
    cells: countCells(rows, canon.sizes),
    tau: Math.sqrt(employerVariance(design, linear.priors)),
    sigma: Math.sqrt(linear.noise),
  };
}
