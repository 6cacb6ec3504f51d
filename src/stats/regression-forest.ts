import type { RegressionTree } from './regression-tree.js';

/** A leaf's mark in place of a feature; so a forest splits on at most 255 features. */
const LEAF = 255;

/**
 * Trees laid out for speed. A node is one number: its left child's place in the tree x 65536 + its feature x 256 + its
 * bin; the right child follows the left one.
 */
export interface PackedForest {
  /** Where each tree's nodes begin. */
  readonly roots: Int32Array;
  readonly nodes: Int32Array;
  /** By node; of leaves. */
  readonly values: Float64Array;
}

/** Packs trees of at most 255 features and 32,768 nodes. */
export function packTrees(trees: readonly RegressionTree[]): PackedForest {
  const size = trees.reduce((sum, tree) => sum + tree.value.length, 0);
  const [roots, nodes] = [new Int32Array(trees.length), new Int32Array(size)];
  const values = new Float64Array(size);
  let offset = 0;
  trees.forEach(({ feature, bin, left, value }, t) => {
    roots[t] = offset;
    for (let node = 0; node < value.length; node++) {
      const leaf = feature[node]! < 0;
      nodes[offset + node] = leaf ? LEAF << 8 : (left[node]! << 16) | (feature[node]! << 8) | bin[node]!;
    }
    values.set(value, offset);
    offset += value.length;
  });
  return { roots, nodes, values };
}

/** Trees whose values add up. */
export class RegressionForest {
  readonly #roots: Int32Array;
  readonly #nodes: Int32Array;
  readonly #values: Float64Array;

  constructor({ roots, nodes, values }: PackedForest) {
    this.#roots = roots;
    this.#nodes = nodes;
    this.#values = values;
  }

  /**
   * The sum of the trees' values.
   *
   * @param bins the bin of each feature
   */
  value(bins: Uint8Array): number {
    const nodes = this.#nodes;
    let sum = 0;
    for (const root of this.#roots) {
      let at = root;
      let node = nodes[at]!;
      for (let feature = (node >> 8) & 255; feature !== LEAF; feature = (node >> 8) & 255) {
        // 1, without a branch, where the row's bin is above the node's.
        at = root + (node >> 16) + (((node & 255) - bins[feature]!) >>> 31);
        node = nodes[at]!;
      }
      sum += this.#values[at]!;
    }
    return sum;
  }
}
