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
});
