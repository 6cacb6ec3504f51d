import type { BinnedFeature } from './feature-binning.js';

/**
 * A tree as flat arrays. Node 0 is the root. An inner node sends a row to `left` when its bin of `feature` is at most
 * `bin`, else to `left + 1`; a leaf has feature -1 and a value.
 */
export interface RegressionTree {
  readonly feature: Int16Array;
  readonly bin: Uint8Array;
  readonly left: Int32Array;
  readonly value: Float64Array;
}

/** Adds the tree's value of each row to `out`. */
export function addTree(
  tree: RegressionTree,
  features: readonly BinnedFeature[],
  rows: Int32Array,
  out: Float64Array,
): void {
  const { feature, bin, left, value } = tree;
  const bins = features.map((each) => each.bins);
  for (const row of rows) {
    let node = 0;
    for (let f = feature[0]!; f >= 0; f = feature[node]!) {
      node = left[node]! + (bins[f]![row]! <= bin[node]! ? 0 : 1);
    }
    out[row]! += value[node]!;
  }
}
