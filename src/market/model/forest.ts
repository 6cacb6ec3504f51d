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

/** What trees learn from. */
export interface ForestLoss {
  /** By row. */
  readonly response: Float64Array;
  /** The pull of a response, or of some of its rows. */
  readonly pull: (response: Float64Array) => Pull;
  readonly weighted: boolean;
}

/** Boosts on all rows of weight above 0, and once without each fold. */
export function crossFittedForest(
  features: readonly BinnedFeature[],
  weights: Float64Array,
  folds: Folds,
  start: Float64Array,
  { response, pull, weighted }: ForestLoss,
  options: BoostOptions,
): CrossFittedForest {
  const learn = (keep: (row: number) => boolean): PackedForest => {
    const rows = thinned(rowsWhere(weights.length, (row) => weights[row]! > 0 && keep(row)));
    // Of few rows in many, those alone lie together in memory.
    const some = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
    const own = features.map(({ edges, bins }) => ({
      edges,
      bins: Uint8Array.from(rows, (row) => bins[row]!),
    }));
    const all = rows.map((_, place) => place);
    return packTrees(boost(own, all, some(start), { pull: pull(some(response)), weighted }, options));
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

/** Rows whose bins are laid side by side at a time. */
const STRETCH = 256;

function fillValues(
  forest: RegressionForest,
  features: readonly BinnedFeature[],
  held: Int32Array,
  out: Float64Array,
): void {
  const width = features.length;
  const [bins, values] = [new Uint8Array(STRETCH * width), new Float64Array(STRETCH)];
  for (let from = 0; from < held.length; from += STRETCH) {
    const rows = held.subarray(from, from + STRETCH);
    features.forEach((feature, f) => {
      for (let i = 0; i < rows.length; i++) bins[i * width + f] = feature.bins[rows[i]!]!;
    });
    forest.values(bins, width, rows.length, values);
    for (let i = 0; i < rows.length; i++) out[rows[i]!] = values[i]!;
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
