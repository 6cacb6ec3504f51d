import { boost, type BoostOptions, type Pull } from '../../stats/boosted-trees.js';
import type { BinnedFeature } from '../../stats/feature-binning.js';
import { packTrees, RegressionForest, type PackedForest } from '../../stats/regression-forest.js';
import type { Folds } from './folds.js';

/** Boosted trees learned from all rows, and what trees that have not seen a row's fold say of the row. */
export interface CrossFittedForest {
  readonly forest: PackedForest;
  /** The sum of the trees, by row; the start is not in it. */
  readonly ofRows: Float64Array;
}

/** Trees learn from at most this many rows, evenly apart: more rows would not change what 300 small trees can say. */
const MOST_ROWS = 30_000;
/** Folds are left out in this many groups; in two where trees learn from few of the rows anyway. */
const PARTS = { usual: 5, thinned: 2 };

/** Boosts on all rows of weight above 0, and once without each fold. */
export function crossFittedForest(
  features: readonly BinnedFeature[],
  weights: Float64Array,
  folds: Folds,
  start: Float64Array,
  loss: { readonly pull: Pull; readonly weighted: boolean },
  options: BoostOptions,
): CrossFittedForest {
  const learn = (keep: (row: number) => boolean): PackedForest => {
    const rows = thinned(rowsWhere(weights.length, (row) => weights[row]! > 0 && keep(row)));
    return packTrees(boost(features, rows, start, loss, options));
  };
  const ofRows = new Float64Array(start.length);
  const usual = weights.length <= 2 * MOST_ROWS;
  const parts = Math.min(usual ? PARTS.usual : PARTS.thinned, folds.count);
  for (let part = 0; part < parts; part++) {
    const forest = learn((row) => folds.of[row]! % parts !== part);
    const held = rowsWhere(weights.length, (row) => folds.of[row]! % parts === part);
    fillValues(new RegressionForest(forest), features, held, ofRows);
  }
  return { forest: learn(() => true), ofRows };
}

function fillValues(
  forest: RegressionForest,
  features: readonly BinnedFeature[],
  rows: Int32Array,
  out: Float64Array,
): void {
  const bins = new Uint8Array(features.length);
  for (const row of rows) {
    for (let f = 0; f < bins.length; f++) bins[f] = features[f]!.bins[row]!;
    out[row] = forest.value(bins);
  }
}

function rowsWhere(count: number, keep: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count);
  let kept = 0;
  for (let row = 0; row < count; row++) if (keep(row)) rows[kept++] = row;
  return rows.slice(0, kept);
}

function thinned(rows: Int32Array): Int32Array {
  const step = Math.ceil(rows.length / MOST_ROWS);
  return step <= 1 ? rows : rows.filter((_, k) => k % step === 0);
}
