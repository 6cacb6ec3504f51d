import { huberPull, type BoostOptions } from '../../stats/boosted-trees.js';
import type { BinnedFeature } from '../../stats/feature-binning.js';
import type { PackedForest } from '../../stats/regression-forest.js';
import { robustSpread } from '../../stats/spread.js';
import type { Folds } from './folds.js';
import { crossFittedForest, type ForestLoss } from './forest.js';

/** What the linear part leaves that trees can tell, and how much of it is believed. */
export interface Remainder {
  readonly forest: PackedForest;
  /** In [0, 1]: the share of the trees' answer that cross-validation found best; 0 where they do not help. */
  readonly weight: number;
  /** What is not known of a profile's remainder: the trees' answers are part truth, part noise of this variance. */
  readonly variance: number;
  /** Of each row, weighted, by trees that have not seen its fold. */
  readonly ofRows: Float64Array;
}

const OPTIONS: BoostOptions = {
  rounds: 400,
  rate: 0.0375,
  leaves: 8,
  minLeaf: 20,
  shrinkage: 5,
  featureShare: 0.6,
  seed: 1,
};

/** Residuals count in full up to this many robust standard deviations. */
const BEND = 1.35;

/** Learns the remainder from cross-fitted residuals of the linear part; rows of weight 0 have no say. */
export function fitRemainder(
  residual: Float64Array,
  weights: Float64Array,
  features: readonly BinnedFeature[],
  folds: Folds,
): Remainder {
  const spread = robustSpread([...residual.filter((_, row) => weights[row]! > 0)]);
  const loss: ForestLoss = {
    response: residual,
    pull: (response) => huberPull(response, BEND * spread),
    weighted: false,
  };
  const start = new Float64Array(residual.length);
  const grown = crossFittedForest(features, weights, folds, start, loss, OPTIONS);
  const weight = bestWeight(residual, grown.ofRows, weights);
  const variance = weight * (1 - weight) * meanSquare(grown.ofRows);
  return { forest: grown.forest, weight, variance, ofRows: grown.ofRows.map((value) => weight * value) };
}

const WEIGHT_STEPS = 20;

/**
 * The weight of the least absolute error; 0 unless the gain is clear, above one standard error of its mean over rows.
 */
function bestWeight(residual: Float64Array, said: Float64Array, weights: Float64Array): number {
  let [best, bestGain] = [0, 0];
  for (let step = 1; step <= WEIGHT_STEPS; step++) {
    const weight = step / WEIGHT_STEPS;
    let [sum, squares, rows] = [0, 0, 0];
    for (let row = 0; row < residual.length; row++) {
      if (weights[row] === 0) continue;
      const gain = Math.abs(residual[row]!) - Math.abs(residual[row]! - weight * said[row]!);
      sum += gain;
      squares += gain * gain;
      rows++;
    }
    const error = Math.sqrt(Math.max(0, squares - (sum * sum) / rows));
    if (sum > bestGain && sum > error) [best, bestGain] = [weight, sum];
  }
  return best;
}

function meanSquare(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value * value, 0) / values.length;
}
