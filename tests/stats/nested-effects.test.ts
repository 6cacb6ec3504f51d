import { describe, expect, test } from '@jest/globals';
import { randomNormal, seededRandom } from '../../src/core/random.js';
import type { EffectFamily } from '../../src/stats/effect-family.js';
import { fitPooled } from '../../src/stats/pooled-regression.js';

describe('effects that are nested in others', () => {
  test("do not take their parents' part: the two are told apart though each could creep towards it", () => {
    const random = seededRandom(6);
    const parents = [-0.6, -0.2, 0.2, 0.6];
    const children = Array.from({ length: 24 }, () => 0.12 * randomNormal(random));
    const childOf = Int32Array.from({ length: 4_800 }, (_, row) => row % 24);
    const parentOf = childOf.map((child) => Math.floor(child / 6));
    const y = Float64Array.from(childOf, (child, row) => {
      return 11 + parents[parentOf[row]!]! + children[child]! + 0.2 * randomNormal(random);
    });
    const grouped = (size: number, codes: Int32Array): EffectFamily => ({
      kind: 'grouped',
      size,
      codes,
      covariate: null,
    });
    const families = [grouped(4, parentOf), grouped(24, childOf)];
    const { intercept, effects } = fitPooled(y, new Float64Array(y.length).fill(1), families, { sweeps: 40 });
    const ofParent = (values: ArrayLike<number>, parent: number): number =>
      Array.from(values)
        .slice(6 * parent, 6 * parent + 6)
        .reduce((sum, value) => sum + value / 6, 0);
    parents.forEach((effect, parent) => {
      // What nobody can tell apart is the parent and the mean of its own children.
      const truth = 11 + effect + ofParent(children, parent);
      expect(Math.abs(intercept + effects[0]![parent]! - truth)).toBeLessThan(0.03);
      expect(Math.abs(ofParent(effects[1]!, parent))).toBeLessThan(0.02);
    });
  });

  test('of many cells differ a little beside what they are made of: their variance is found, and not 0', () => {
    const random = seededRandom(9);
    const [rows, columns] = [12, 10];
    const draw = (count: number, deviation: number): number[] =>
      Array.from({ length: count }, () => deviation * randomNormal(random));
    const [ofRow, ofColumn, ofCell] = [draw(rows, 0.06), draw(columns, 0.08), draw(rows * columns, 0.04)];
    // 4 to 80 observations a cell.
    const cellOf = Int32Array.from(
      ofCell.flatMap((_, cell) => Array.from({ length: [4, 20, 80][cell % 3]! }, () => cell)),
    );
    const rowOf = cellOf.map((cell) => Math.floor(cell / columns));
    const columnOf = cellOf.map((cell) => cell % columns);
    const y = Float64Array.from(cellOf, (cell, i) => {
      return ofRow[rowOf[i]!]! + ofColumn[columnOf[i]!]! + ofCell[cell]! + 0.22 * randomNormal(random);
    });
    const families = (
      [
        [rows, rowOf],
        [columns, columnOf],
        [rows * columns, cellOf],
      ] as const
    ).map(([size, codes]): EffectFamily => ({ kind: 'grouped', size, codes, covariate: null }));
    const { priors } = fitPooled(y, new Float64Array(y.length).fill(1), families, { sweeps: 48 });
    expect(Math.sqrt(priors[2]!)).toBeGreaterThan(0.025);
    expect(Math.sqrt(priors[2]!)).toBeLessThan(0.06);
  });
});
