import type { BinnedFeature } from './feature-binning.js';
import type { RegressionTree } from './regression-tree.js';

export interface GrowthOptions {
  readonly leaves: number;
  /** The least weight of a leaf. */
  readonly minLeaf: number;
  /** Weight of zero targets added to each leaf, so that small leaves say little. */
  readonly shrinkage: number;
}

/** Sums of weights and of weight x target, a bin each, all features in one array. */
interface Histogram {
  readonly weights: Float64Array;
  readonly targets: Float64Array;
}

interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly target: number;
  readonly histogram: Histogram;
  gain: number;
  feature: number;
  bin: number;
}

/**
 * Grows one regression tree, best leaf first, on histograms of binned features: each split is the one that lowers
 * the weighted squared error most (ties: the first feature, the lowest bin). The larger child's histogram is the
 * parent's less the smaller one's.
 */
export class TreeGrower {
  readonly #offsets: Int32Array;
  readonly #spare: Int32Array;
  readonly #pulls: Float64Array;
  readonly #weights: Float64Array;
  #rows: Int32Array = new Int32Array(0);
  #used: Uint8Array;

  constructor(
    private readonly features: readonly BinnedFeature[],
    private readonly options: GrowthOptions,
    mostRows: number,
  ) {
    this.#offsets = new Int32Array(features.length + 1);
    features.forEach(({ edges }, f) => {
      this.#offsets[f + 1] = this.#offsets[f]! + edges.length + 1;
    });
    this.#spare = new Int32Array(mostRows);
    this.#pulls = new Float64Array(mostRows);
    this.#weights = new Float64Array(mostRows);
    this.#used = new Uint8Array(features.length);
  }

  /**
   * @param rows the rows to learn from; left in another order
   * @param targets what to predict, by row
   * @param weights by row, null for 1 each
   * @param used 1 for each feature that may be split on
   */
  grow(
    rows: Int32Array,
    targets: Float64Array,
    weights: Float64Array | null,
    used: Uint8Array,
  ): RegressionTree {
    this.#rows = rows;
    this.#used = used;
    const most = 2 * this.options.leaves - 1;
    const tree: RegressionTree = {
      feature: new Int16Array(most).fill(-1),
      bin: new Uint8Array(most),
      left: new Int32Array(most),
      value: new Float64Array(most),
    };
    const leaves = [this.#leaf(0, 0, rows.length, this.#histogram(0, rows.length, targets, weights), used)];
    for (let nodes = 1; leaves.length < this.options.leaves; nodes += 2) {
      const at = bestOf(leaves);
      if (at < 0) break;
      const children = this.#split(leaves[at]!, nodes, targets, weights);
      tree.feature[leaves[at]!.node] = leaves[at]!.feature;
      tree.bin[leaves[at]!.node] = leaves[at]!.bin;
      tree.left[leaves[at]!.node] = nodes;
      leaves.splice(at, 1, ...children);
    }
    for (const { node, target, weight } of leaves) {
      tree.value[node] = target / (weight + this.options.shrinkage);
    }
    return tree;
  }

  #split(leaf: Leaf, node: number, targets: Float64Array, weights: Float64Array | null): [Leaf, Leaf] {
    const middle = this.#partition(leaf);
    const leftIsSmall = middle - leaf.from <= leaf.to - middle;
    const [from, to] = leftIsSmall ? [leaf.from, middle] : [middle, leaf.to];
    const small = this.#histogram(from, to, targets, weights);
    const large = leaf.histogram;
    for (let i = 0; i < small.weights.length; i++) {
      large.weights[i]! -= small.weights[i]!;
      large.targets[i]! -= small.targets[i]!;
    }
    const [left, right] = leftIsSmall ? [small, large] : [large, small];
    return [
      this.#leaf(node, leaf.from, middle, left, this.#used),
      this.#leaf(node + 1, middle, leaf.to, right, this.#used),
    ];
  }

  /** Moves the rows that go left before those that go right, each in their order. */
  #partition({ from, to, feature, bin }: Leaf): number {
    const { bins } = this.features[feature]!;
    const rows = this.#rows;
    let [left, right] = [from, 0];
    for (let k = from; k < to; k++) {
      const row = rows[k]!;
      if (bins[row]! <= bin) rows[left++] = row;
      else this.#spare[right++] = row;
    }
    rows.set(this.#spare.subarray(0, right), left);
    return left;
  }

  #histogram(from: number, to: number, targets: Float64Array, weights: Float64Array | null): Histogram {
    const size = this.#offsets[this.features.length]!;
    const histogram = { weights: new Float64Array(size), targets: new Float64Array(size) };
    const rows = this.#rows.subarray(from, to);
    this.#gather(rows, targets, weights);
    this.features.forEach(({ bins }, f) => {
      if (this.#used[f] === 0) return;
      const [start, end] = [this.#offsets[f]!, this.#offsets[f + 1]!];
      const weightOfBin = histogram.weights.subarray(start, end);
      const targetOfBin = histogram.targets.subarray(start, end);
      if (weights) fillWeighted(bins, rows, this.#pulls, this.#weights, targetOfBin, weightOfBin);
      else fill(bins, rows, this.#pulls, targetOfBin, weightOfBin);
    });
    return histogram;
  }

  /** Lays weight x target of the rows side by side: each feature reads them again. */
  #gather(rows: Int32Array, targets: Float64Array, weights: Float64Array | null): void {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      const weight = weights ? weights[row]! : 1;
      this.#weights[k] = weight;
      this.#pulls[k] = weight * targets[row]!;
    }
  }

  #leaf(node: number, from: number, to: number, histogram: Histogram, used: Uint8Array): Leaf {
    const first = used.indexOf(1);
    let [weight, target] = [0, 0];
    for (let i = this.#offsets[first]!; i < this.#offsets[first + 1]!; i++) {
      weight += histogram.weights[i]!;
      target += histogram.targets[i]!;
    }
    const leaf = { node, from, to, weight, target, histogram, gain: 0, feature: -1, bin: 0 };
    for (let f = 0; f < this.features.length; f++) if (used[f] === 1) this.#improve(leaf, f);
    return leaf;
  }

  /** Takes the best split on a feature where it beats the best so far. */
  #improve(leaf: Leaf, feature: number): void {
    const { minLeaf, shrinkage } = this.options;
    const { weight, target, histogram } = leaf;
    const whole = (target * target) / (weight + shrinkage);
    const [start, end] = [this.#offsets[feature]!, this.#offsets[feature + 1]! - 1];
    let [leftWeight, leftTarget] = [0, 0];
    for (let i = start; i < end; i++) {
      leftWeight += histogram.weights[i]!;
      leftTarget += histogram.targets[i]!;
      const [rightWeight, rightTarget] = [weight - leftWeight, target - leftTarget];
      if (leftWeight < minLeaf) continue;
      if (rightWeight < minLeaf) break;
      const left = (leftTarget * leftTarget) / (leftWeight + shrinkage);
      const gain = left + (rightTarget * rightTarget) / (rightWeight + shrinkage) - whole;
      if (gain > leaf.gain + LEAST_GAIN) [leaf.gain, leaf.feature, leaf.bin] = [gain, feature, i - start];
    }
  }
}

function fill(
  bins: Uint8Array,
  rows: Int32Array,
  pulls: Float64Array,
  targetOfBin: Float64Array,
  weightOfBin: Float64Array,
): void {
  for (let k = 0; k < rows.length; k++) {
    const bin = bins[rows[k]!]!;
    targetOfBin[bin]! += pulls[k]!;
    weightOfBin[bin]! += 1;
  }
}

function fillWeighted(
  bins: Uint8Array,
  rows: Int32Array,
  pulls: Float64Array,
  weights: Float64Array,
  targetOfBin: Float64Array,
  weightOfBin: Float64Array,
): void {
  for (let k = 0; k < rows.length; k++) {
    const bin = bins[rows[k]!]!;
    targetOfBin[bin]! += pulls[k]!;
    weightOfBin[bin]! += weights[k]!;
  }
}

/** Gains that differ by less are rounding. */
const LEAST_GAIN = 1e-9;

function bestOf(leaves: readonly Leaf[]): number {
  let best = -1;
  leaves.forEach((leaf, at) => {
    if (leaf.feature >= 0 && (best < 0 || leaf.gain > leaves[best]!.gain)) best = at;
  });
  return best;
}
