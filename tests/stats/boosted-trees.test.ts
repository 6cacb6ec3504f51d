import { describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import { boost, huberPull, scalePull } from '../../src/stats/boosted-trees.js';
import { binEdges, binOf, type BinnedFeature } from '../../src/stats/feature-binning.js';
import { packTrees, RegressionForest } from '../../src/stats/regression-forest.js';
import { addTree } from '../../src/stats/regression-tree.js';
import { TreeGrower } from '../../src/stats/tree-growth.js';

const ROWS = 400;
const random = seededRandom(8);
const all = Int32Array.from({ length: ROWS }, (_, row) => row);

function feature(values: Float64Array): BinnedFeature {
  const edges = binEdges(values.slice().sort(), 32);
  return { edges, bins: Uint8Array.from(values, (value) => binOf(edges, value)) };
}

const columns = Array.from({ length: 4 }, () => Float64Array.from(all, () => randomInt(random, 40)));
const features = columns.map(feature);
const OPTIONS = { leaves: 8, minLeaf: 5, shrinkage: 1, rounds: 100, rate: 0.1, featureShare: 0.75, seed: 3 };

/** The least squared error that one split can leave, by trying them all. */
function bestSplitError(target: Float64Array, minLeaf: number): number {
  let best = Infinity;
  for (const { bins } of features) {
    for (let cut = 0; cut < 32; cut++) {
      const sides = [all.filter((row) => bins[row]! <= cut), all.filter((row) => bins[row]! > cut)];
      if (sides.some((side) => side.length < minLeaf)) continue;
      const errors = sides.map((side) => {
        const mean = side.reduce((sum, row) => sum + target[row]!, 0) / (side.length + 1e-9);
        return side.reduce((sum, row) => sum + (target[row]! - mean) ** 2, 0);
      });
      best = Math.min(best, errors[0]! + errors[1]!);
    }
  }
  return best;
}

describe('a tree', () => {
  test('of two leaves makes the split that a search of all splits finds', () => {
    for (let trial = 0; trial < 10; trial++) {
      const target = Float64Array.from(
        all,
        (row) => randomNormal(random) + (columns[trial % 4]![row]! > 25 ? 1 : 0),
      );
      const grower = new TreeGrower(features, { leaves: 2, minLeaf: 5, shrinkage: 1e-9 }, ROWS);
      const tree = grower.grow(all.slice(), target, null, new Uint8Array(4).fill(1));
      const said = new Float64Array(ROWS);
      addTree(tree, features, all, said);
      const error = target.reduce((sum, value, row) => sum + (value - said[row]!) ** 2, 0);
      expect(error).toBeCloseTo(bestSplitError(target, 5), 6);
    }
  });

  test('has no leaf of less than the least weight', () => {
    const target = Float64Array.from(all, () => randomNormal(random));
    const grower = new TreeGrower(features, { leaves: 30, minLeaf: 40, shrinkage: 1 }, ROWS);
    const tree = grower.grow(all.slice(), target, null, new Uint8Array(4).fill(1));
    const said = new Float64Array(ROWS);
    addTree(tree, features, all, said);
    const sizes = new Map<number, number>();
    for (const value of said) sizes.set(value, (sizes.get(value) ?? 0) + 1);
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(40);
  });

  test('weights count as that many rows', () => {
    const target = Float64Array.from(all, () => randomNormal(random));
    const weights = Float64Array.from(all, () => 1 + randomInt(random, 2));
    const repeated = Int32Array.from([...all].flatMap((row) => new Array<number>(weights[row]!).fill(row)));
    const used = new Uint8Array(4).fill(1);
    const options = { leaves: 6, minLeaf: 10, shrinkage: 1 };
    const weighted = new TreeGrower(features, options, ROWS).grow(all.slice(), target, weights, used);
    const plain = new TreeGrower(features, options, repeated.length).grow(repeated, target, null, used);
    expect(weighted.feature).toEqual(plain.feature);
    expect(weighted.bin).toEqual(plain.bin);
  });
});

describe('boosting', () => {
  const response = Float64Array.from(all, (row) => {
    const [a, b] = [columns[0]![row]!, columns[1]![row]!];
    return (a > 20 ? 1 : 0) * (b > 10 ? 1 : -1) + 0.1 * randomNormal(random);
  });
  const loss = { pull: huberPull(response, 1), weighted: false };
  const trees = boost(features, all, new Float64Array(ROWS), loss, OPTIONS);

  test('finds what two features do together', () => {
    const said = new Float64Array(ROWS);
    for (const tree of trees) addTree(tree, features, all, said);
    const error = response.reduce((sum, value, row) => sum + (value - said[row]!) ** 2, 0) / ROWS;
    expect(error).toBeLessThan(0.05);
  });

  test('the same seed grows the same trees', () => {
    expect(boost(features, all, new Float64Array(ROWS), loss, OPTIONS)).toEqual(trees);
  });

  test('a packed forest says what its trees say together', () => {
    const said = new Float64Array(ROWS);
    for (const tree of trees) addTree(tree, features, all, said);
    const forest = new RegressionForest(packTrees(trees));
    for (const row of all) {
      expect(forest.value(Uint8Array.from(features, ({ bins }) => bins[row]!))).toBe(said[row]);
    }
  });

  test('a packed forest says of many rows what it says of each', () => {
    const forest = new RegressionForest(packTrees(trees));
    const width = features.length;
    const bins = Uint8Array.from(
      { length: 7 * width },
      (_, i) => features[i % width]!.bins[Math.floor(i / width)]!,
    );
    const said = new Float64Array(7);
    forest.values(bins, width, 7, said);
    said.forEach((value, row) => {
      expect(value).toBe(forest.value(bins.subarray(row * width, (row + 1) * width)));
    });
  });

  test('the scale of deviations is found where it differs', () => {
    const deviations = Float64Array.from(all, (row) =>
      Math.abs(randomNormal(random) * (columns[2]![row]! > 20 ? 3 : 1)),
    );
    const grown = boost(
      features,
      all,
      new Float64Array(ROWS),
      { pull: scalePull(deviations), weighted: true },
      { ...OPTIONS, minLeaf: 30, shrinkage: 10 },
    );
    const said = new Float64Array(ROWS);
    for (const tree of grown) addTree(tree, features, all, said);
    const mean = (wide: boolean): number => {
      const rows = all.filter((row) => columns[2]![row]! > 20 === wide);
      return rows.reduce((sum, row) => sum + said[row]!, 0) / rows.length;
    };
    expect(Math.abs(mean(true) - mean(false) - Math.log(3))).toBeLessThan(0.3);
  });

  test('without features there is nothing to grow', () => {
    expect(boost([], all, new Float64Array(ROWS), loss, OPTIONS)).toEqual([]);
  });
});
