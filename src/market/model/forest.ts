import { boost, type BoostOptions, type Pull } from '../../stats/boosted-trees.js';
import type { BinnedFeature } from '../../stats/feature-binning.js';
import { addTree, type RegressionTree } from '../../stats/regression-tree.js';
import type { Folds } from './folds.js';

/** Boosted trees learned from all rows, and what trees that have not seen a row's fold say of the row. */
export interface CrossFittedForest {
  readonly trees: readonly RegressionTree[];
  /** The sum of the trees, by row; the start is not in it. */
  readonly ofRows: Float64Array;
}

/** Trees learn from at most this many rows, evenly apart: more rows would not change what 300 small trees can say. */
const MOST_ROWS = 100_000;

/** Boosts on all rows of weight above 0, and once without each fold. */
export function crossFittedForest(
  features: readonly BinnedFeature[],
  weights: Float64Array,
  folds: Folds,
  start: Float64Array,
  loss: { readonly pull: Pull; readonly weighted: boolean },
  options: BoostOptions,
): CrossFittedForest {
  const rowsWhere = (keep: (row: number) => boolean): Int32Array =>
    Int32Array.from(weights.keys()).filter((row) => keep(row));
  const learn = (rows: Int32Array): RegressionTree[] => boost(features, thinned(rows), start, loss, options);
  const ofRows = new Float64Array(start.length);
  for (let fold = 0; fold < folds.count; fold++) {
    const trees = learn(rowsWhere((row) => folds.of[row] !== fold && weights[row]! > 0));
    const held = rowsWhere((row) => folds.of[row] === fold);
    for (const tree of trees) addTree(tree, features, held, 1, ofRows);
  }
  return { trees: learn(rowsWhere((row) => weights[row]! > 0)), ofRows };
}

function thinned(rows: Int32Array): Int32Array {
  const step = Math.ceil(rows.length / MOST_ROWS);
  return step <= 1 ? rows : rows.filter((_, k) => k % step === 0);
}
