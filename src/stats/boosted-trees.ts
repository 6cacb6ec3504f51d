import { seededRandom, type Random } from '../core/random.js';
import type { BinnedFeature } from './feature-binning.js';
import { addTree, type RegressionTree } from './regression-tree.js';
import { TreeGrower, type GrowthOptions } from './tree-growth.js';

export interface BoostOptions extends GrowthOptions {
  readonly rounds: number;
  /** The share of each tree's value that is taken. */
  readonly rate: number;
  /** The share of the features that each tree sees. */
  readonly featureShare: number;
  readonly seed: number;
}

/** What a tree of the next round is to predict: writes targets and, where it weighs rows, weights. */
export type Pull = (
  rows: Int32Array,
  scores: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
) => void;

/**
 * Stochastic gradient boosting: each tree predicts what `pull` asks for given the scores so far, from a random half of
 * the rows. Deterministic for a seed. Values of the trees include the rate.
 *
 * @param rows the rows to learn from
 * @param start scores before the first tree, by row (all rows)
 * @param weighted whether `pull` writes weights
 */
export function boost(
  features: readonly BinnedFeature[],
  rows: Int32Array,
  start: Float64Array,
  { pull, weighted }: { readonly pull: Pull; readonly weighted: boolean },
  options: BoostOptions,
): RegressionTree[] {
  const random = seededRandom(options.seed);
  const scores = start.slice();
  const targets = new Float64Array(start.length);
  const weights = new Float64Array(weighted ? start.length : 0);
  const grower = new TreeGrower(features, options, rows.length);
  const trees: RegressionTree[] = [];
  for (let round = 0; round < options.rounds && features.length > 0; round++) {
    pull(rows, scores, targets, weights);
    const sample = randomHalf(rows, random);
    const used = someFeatures(features.length, options.featureShare, random);
    const tree = grower.grow(sample, targets, weighted ? weights : null, used);
    for (let node = 0; node < tree.value.length; node++) tree.value[node]! *= options.rate;
    addTree(tree, features, rows, scores);
    trees.push(tree);
  }
  return trees;
}

/** Each row with probability one half, in order; one random number decides for 32 rows. */
function randomHalf(rows: Int32Array, random: Random): Int32Array {
  const half = new Int32Array(rows.length);
  let [count, bits] = [0, 0];
  for (let k = 0; k < rows.length; k++) {
    if (k % 32 === 0) bits = random() * 4294967296;
    if (((bits >>> (k % 32)) & 1) === 1) half[count++] = rows[k]!;
  }
  return half.subarray(0, count);
}

function someFeatures(count: number, share: number, random: Random): Uint8Array {
  const used = new Uint8Array(count);
  for (let f = 0; f < count; f++) used[f] = random() < share ? 1 : 0;
  if (!used.includes(1)) used[Math.floor(random() * count)] = 1;
  return used;
}

/**
 * The pull of Huber's loss on a response: squared error for small residuals, absolute for those above `bend`.
 *
 * @param response by row
 */
export function huberPull(response: Float64Array, bend: number): Pull {
  return (rows, scores, targets) => {
    for (const row of rows) {
      const residual = response[row]! - scores[row]!;
      targets[row] = Math.max(-bend, Math.min(bend, residual));
    }
  };
}

/** One deviation counts for no more than this many scales, so that gross errors do not make the scale. */
const LARGEST_DEVIATION = 10;

/**
 * The pull of the likelihood of Laplace-distributed deviations whose log scale is the score.
 *
 * @param deviations absolute, by row
 */
export function scalePull(deviations: Float64Array): Pull {
  return (rows, scores, targets, weights) => {
    for (const row of rows) {
      const relative = Math.min(LARGEST_DEVIATION, deviations[row]! / Math.exp(scores[row]!));
      // Between the expected curvature (1) and the observed one (relative): steps stay short on both sides.
      const weight = (relative + 1) / 2;
      weights[row] = weight;
      targets[row] = (relative - 1) / weight;
    }
  };
}
