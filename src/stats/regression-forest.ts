import type { RegressionTree } from './regression-tree.js';

/** A leaf's mark in place of a feature; so a forest splits on at most 255 features. */
const LEAF = 255;

/**
 * Trees whose values add up, laid out for speed: a node is one number, its left child's index x 65536 + its feature x
 * 256 + its bin; the right child follows the left one.
 */
export class RegressionForest {
  readonly #roots: Int32Array;
  readonly #nodes: Int32Array;
  readonly #values: Float64Array;

  constructor(trees: readonly RegressionTree[]) {
    const size = trees.reduce((sum, tree) => sum + tree.value.length, 0);
    this.#roots = new Int32Array(trees.length);
    this.#nodes = new Int32Array(size);
    this.#values = new Float64Array(size);
    let offset = 0;
    trees.forEach(({ feature, bin, left, value }, t) => {
      this.#roots[t] = offset;
      for (let node = 0; node < value.length; node++) {
        const leaf = feature[node]! < 0;
        const mark = leaf ? LEAF : feature[node]!;
        const child = leaf ? 0 : left[node]!;
        this.#nodes[offset + node] = (child << 16) | (mark << 8) | bin[node]!;
        this.#values[offset + node] = value[node]!;
      }
      offset += value.length;
    });
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
