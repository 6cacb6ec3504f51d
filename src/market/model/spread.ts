import { scalePull, type BoostOptions } from '../../stats/boosted-trees.js';
import type { BinnedFeature } from '../../stats/feature-binning.js';
import type { EffectFamily } from '../../stats/effect-family.js';
import type { PackedForest } from '../../stats/regression-forest.js';
import { NORMAL_CONSISTENCY } from '../../stats/spread.js';
import { weightedMean } from '../../stats/weighted-mean.js';
import { binnedOf } from './features.js';
import type { Folds } from './folds.js';
import { crossFittedForest } from './forest.js';
import { crossFit, crossFittedSum, type CrossFit } from './linear-part.js';

/** How far pay strays from its centre, and what that depends on. */
export interface SpreadFit {
  /** Log of the deviation, linear in the families that speak of it. */
  readonly linear: CrossFit;
  /** On top of it, from the features and, as the last feature, the linear log deviation. */
  readonly forest: PackedForest;
  readonly edges: Float64Array;
  /** The mean log scale of the rows; others are held near it. */
  readonly middle: number;
  /** Added to the log scale so that standardised residuals have mean square 1. */
  readonly shift: number;
  /** Standard deviation of each row, cross-fitted. */
  readonly ofRows: Float64Array;
}

const OPTIONS: BoostOptions = {
  rounds: 60,
  rate: 0.05,
  leaves: 6,
  minLeaf: 40,
  shrinkage: 20,
  featureShare: 0.6,
  seed: 2,
};

const SWEEPS = { cold: 28, warm: 4 };
/** Deviations count from this share of their mean: the log of a deviation near 0 says little of the scale. */
const FLOOR = 0.07;
/** Standardised residuals beyond this do not make the scale. */
const OUTLIER = 6;

/** Pay is not told apart closer than by a hundredth: where it seems not to vary, too little of it is known. */
const LEAST_SPREAD = 0.01;

/** Spreads within a pool differ from the usual one by no more than this factor: few offers tell little of theirs. */
const MOST_UNUSUAL = Math.log(3);

/**
 * The spread of a log scale.
 *
 * @example spreadAt(-1, { middle: -1, shift: 1 }) // 1
 */
export function spreadAt(logScale: number, { middle, shift }: Pick<SpreadFit, 'middle' | 'shift'>): number {
  return Math.max(LEAST_SPREAD, Math.exp(held(logScale, middle) + shift));
}

function held(logScale: number, middle: number): number {
  return Math.min(middle + MOST_UNUSUAL, Math.max(middle - MOST_UNUSUAL, logScale));
}

/** Logs of absolute residuals, of which those near 0 are held at a floor. */
export function logDeviations(residual: Float64Array, weights: Float64Array): Float64Array {
  const deviations = residual.map(Math.abs);
  const floor = Math.max(LEAST_SPREAD, FLOOR * weightedMean(deviations, weights));
  return deviations.map((deviation) => Math.log(deviation + floor));
}

/** Learns the spread from cross-fitted residuals; rows of weight 0 have no say. */
export function fitSpread(
  residual: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  features: readonly BinnedFeature[],
  folds: Folds,
): SpreadFit {
  const deviations = residual.map(Math.abs);
  const linear = crossFit(logDeviations(residual, weights), weights, families, folds, SWEEPS);
  const start = crossFittedSum(families, linear, folds);
  const relative = deviations.map((deviation, row) => deviation / Math.exp(start[row]!));
  const level = Math.log(Math.max(LEAST_SCALE, weightedMean(relative, weights)));
  const levelled = start.map((value) => value + level);
  const loss = { response: deviations, pull: scalePull, weighted: true };
  const linearFeature = binnedOf(start);
  const grown = crossFittedForest([...features, linearFeature], weights, folds, levelled, loss, OPTIONS);
  const logScale = start.map((value, row) => value + grown.ofRows[row]!);
  const middle = weightedMean(logScale, weights);
  const shift = Math.log(
    rootMeanSquare(
      residual,
      logScale.map((value) => held(value, middle)),
      weights,
    ),
  );
  const ofRows = logScale.map((value) => spreadAt(value, { middle, shift }));
  return { linear, forest: grown.forest, edges: linearFeature.edges, middle, shift, ofRows };
}

/** Keeps the logarithm of a scale finite where all residuals are 0. */
const LEAST_SCALE = 1e-6;

/** The root mean square of residuals over their scale, gross errors held at `OUTLIER` robust standard deviations. */
function rootMeanSquare(residual: Float64Array, logScale: Float64Array, weights: Float64Array): number {
  const relative = residual.map((value, row) => Math.abs(value) / Math.exp(logScale[row]!));
  const most = OUTLIER * medianDeviation(relative, weights);
  const squares = relative.map((value) => Math.min(value, most) ** 2);
  return Math.max(Math.sqrt(weightedMean(squares, weights)), LEAST_SCALE);
}

/** The standard deviation of normal residuals with the median of these absolute ones; without one, no bound. */
function medianDeviation(absolute: Float64Array, weights: Float64Array): number {
  const counted = absolute.filter((_, row) => weights[row]! > 0).sort();
  return NORMAL_CONSISTENCY * (counted[counted.length >> 1] ?? 0) || Infinity;
}
