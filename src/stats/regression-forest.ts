import type { RegressionTree } from './regression-tree.js';

/**
 * Trees laid out for speed. A node is one number: its left child's place in the tree x 65536 + its feature x 256 + its
 * bin; the right child follows the left one. A leaf leads to itself: no bin is above its 255.
 */
export interface PackedForest {
  /** Where each tree's nodes begin. */
  readonly roots: Int32Array;
  /** How many steps lead to each tree's deepest leaf. */
  readonly depths: Uint8Array;
  readonly nodes: Int32Array;
  /** By node; of leaves. */
  readonly values: Float64Array;
}

/** Packs trees of at most 256 features and 32,768 nodes. */
export function packTrees(trees: readonly RegressionTree[]): PackedForest {
  const size = trees.reduce((sum, tree) => sum + tree.value.length, 0);
  const [roots, nodes] = [new Int32Array(trees.length), new Int32Array(size)];
  const depths = Uint8Array.from(trees, (tree) => depthOf(tree, 0));
  const values = new Float64Array(size);
  let offset = 0;
  trees.forEach(({ feature, bin, left, value }, t) => {
    roots[t] = offset;
    for (let node = 0; node < value.length; node++) {
      const leaf = feature[node]! < 0;
      nodes[offset + node] = leaf
        ? (node << 16) | 255
        : (left[node]! << 16) | (feature[node]! << 8) | bin[node]!;
    }
    values.set(value, offset);
    offset += value.length;
  });
  return { roots, depths, nodes, values };
}

function depthOf(tree: RegressionTree, node: number): number {
  if (tree.feature[node]! < 0) return 0;
  const left = tree.left[node]!;
  return 1 + Math.max(depthOf(tree, left), depthOf(tree, left + 1));
}

/** Trees whose values add up. */
export class RegressionForest {
  readonly #roots: Int32Array;
  readonly #depths: Uint8Array;
  readonly #nodes: Int32Array;
  readonly #values: Float64Array;

  constructor({ roots, depths, nodes, values }: PackedForest) {
    this.#roots = roots;
    this.#depths = depths;
    this.#nodes = nodes;
    this.#values = values;
  }

  /**
   * The sum of the trees' values.
   *
   * @param bins the bin of each feature
   */
  value(bins: Uint8Array): number {
    const [roots, depths, nodes, values] = [this.#roots, this.#depths, this.#nodes, this.#values];
    let sum = 0;
    for (let t = 0; t < roots.length; t++) {
      const root = roots[t]!;
      let at = root;
      // The same number of steps for every row, and no branch: the processor need not guess.
      for (let step = depths[t]!; step > 0; step--) {
        const node = nodes[at]!;
        at = root + (node >> 16) + (((node & 255) - bins[(node >> 8) & 255]!) >>> 31);
      }
      sum += values[at]!;
    }
    return sum;
  }

  /**
   * The values of many rows, four at a time: the processor goes down four ways while each waits for memory.
   *
   * @param bins of each row, `width` a row
   * @param out gets one value a row
   */
  values(bins: Uint8Array, width: number, rows: number, out: Float64Array): void {
    let row = 0;
    for (; row + 4 <= rows; row += 4) this.#valuesOfFour(bins, width, row, out);
    for (; row < rows; row++) out[row] = this.value(bins.subarray(row * width, (row + 1) * width));
  }

  #valuesOfFour(bins: Uint8Array, width: number, row: number, out: Float64Array): void {
    const [roots, depths, nodes, values] = [this.#roots, this.#depths, this.#nodes, this.#values];
    const first = row * width;
    const [second, third, fourth] = [first + width, first + 2 * width, first + 3 * width];
    let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
    for (let t = 0; t < roots.length; t++) {
      const root = roots[t]!;
      let [a, b, c, d] = [root, root, root, root];
      for (let step = depths[t]!; step > 0; step--) {
        const [atA, atB, atC, atD] = [nodes[a]!, nodes[b]!, nodes[c]!, nodes[d]!];
        a = root + (atA >> 16) + (((atA & 255) - bins[first + ((atA >> 8) & 255)]!) >>> 31);
        b = root + (atB >> 16) + (((atB & 255) - bins[second + ((atB >> 8) & 255)]!) >>> 31);
        c = root + (atC >> 16) + (((atC & 255) - bins[third + ((atC >> 8) & 255)]!) >>> 31);
        d = root + (atD >> 16) + (((atD & 255) - bins[fourth + ((atD >> 8) & 255)]!) >>> 31);
      }
      sumA += values[a]!;
      sumB += values[b]!;
      sumC += values[c]!;
      sumD += values[d]!;
    }
    out[row] = sumA;
    out[row + 1] = sumB;
    out[row + 2] = sumC;
    out[row + 3] = sumD;
  }
}
