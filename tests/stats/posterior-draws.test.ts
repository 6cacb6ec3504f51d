import { describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import { Cholesky } from '../../src/stats/cholesky.js';
import { addEffects, type EffectFamily } from '../../src/stats/effect-family.js';
import type { PooledFit } from '../../src/stats/given-variances.js';
import { fitPooled } from '../../src/stats/pooled-regression.js';
import { posteriorDraws } from '../../src/stats/posterior-draws.js';

const ROWS = 240;
const NOISE = 0.3;
const random = seededRandom(8);
const ones = new Float64Array(ROWS).fill(1);

function grouped(size: number, codeOf: (row: number) => number): EffectFamily {
  return {
    kind: 'grouped',
    size,
    codes: Int32Array.from({ length: ROWS }, (_, i) => codeOf(i)),
    covariate: null,
  };
}

/** Children in parents, and employers of whom each child has few. */
const families = [
  grouped(4, (row) => Math.floor(row / 60)),
  grouped(12, (row) => Math.floor(row / 20)),
  grouped(30, (row) => (Math.floor(row / 20) * 3 + randomInt(random, 3)) % 30),
];
const fit: PooledFit = {
  intercept: 0,
  effects: families.map(({ size }) => new Float64Array(size)),
  variances: [],
  priors: [0.2, 0.04, 0.05],
  freedoms: [1000, 1000, 1000],
  noise: NOISE ** 2,
};

/** The exact posterior covariance of all effects, by the inverse of the normal equations; the intercept first. */
function exactCovariance(): { readonly size: number; readonly covariance: Float64Array } {
  const columns = [ones];
  const precisions = [0];
  families.forEach((family, f) => {
    for (let effect = 0; effect < family.size; effect++) {
      const column = new Float64Array(ROWS);
      addEffects(family, new Float64Array(family.size).fill(1, effect, effect + 1), column);
      columns.push(column);
      precisions.push(1 / fit.priors[f]!);
    }
  });
  const size = columns.length;
  const system = new Float64Array(size * size);
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      const product = a.reduce((sum, value, row) => sum + value * b[row]!, 0);
      system[i * size + j] = product / fit.noise + (i === j ? precisions[i]! : 0);
    });
  });
  return { size, covariance: new Cholesky(system, size).inverse() };
}

type Contrast = readonly (readonly [family: number, effect: number, weight: number])[];

const contrasts: readonly Contrast[] = [
  [
    [1, 0, 1],
    [1, 1, -1],
  ],
  [
    [0, 0, 1],
    [0, 1, -1],
  ],
  [
    [0, 0, 1],
    [1, 0, 1],
    [0, 3, -1],
    [1, 11, -1],
  ],
  [
    [1, 2, 1],
    [2, 6, 1],
    [1, 3, -1],
    [2, 9, -1],
  ],
];

describe('draws from the posterior', () => {
  const drawn = posteriorDraws(
    fit,
    ones.map(() => NOISE),
    ones,
    families,
    {
      count: 1500,
      sweeps: 12,
      seed: 1,
      drawPriors: false,
    },
  );

  test('have the covariance that the normal equations give', () => {
    const { size, covariance } = exactCovariance();
    const placeOf = (family: number, effect: number): number =>
      1 + families.slice(0, family).reduce((sum, { size: before }) => sum + before, 0) + effect;
    for (const contrast of contrasts) {
      let exact = 0;
      for (const [f, e, w] of contrast) {
        for (const [g, o, v] of contrast) exact += w * v * covariance[placeOf(f, e) * size + placeOf(g, o)]!;
      }
      let found = 0;
      for (let d = 0; d < drawn.count; d++) {
        const off = contrast.reduce(
          (sum, [f, e, w]) => sum + w * drawn.deviations[f]![e * drawn.count + d]!,
          0,
        );
        found += off ** 2 / drawn.count;
      }
      // The standard error of a variance from 1,500 draws is 4 %.
      expect(Math.abs(found / exact - 1)).toBeLessThan(0.12);
    }
  });

  test('are the same for the same seed', () => {
    const options = { count: 2, sweeps: 4, seed: 7, drawPriors: true };
    const [first, second] = [1, 2].map(() => posteriorDraws(fit, ones, ones, families, options));
    expect(second).toEqual(first);
  });

  test('of effects that no row has are as wide as the prior, wider where few effects told of it', () => {
    expect(drawn.unseen.map((variance, f) => variance / fit.priors[f]!)).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(1, 9),
      expect.closeTo(1, 9),
    ]);
    const few = { ...fit, freedoms: [6, 6, 6] };
    const options = { count: 600, sweeps: 1, seed: 2, drawPriors: true };
    // The mean of an inverse chi-squared of 6 degrees of freedom, times 6.
    const { unseen } = posteriorDraws(few, ones, ones, families, options);
    expect(unseen[1]! / fit.priors[1]!).toBeGreaterThan(1.3);
    expect(unseen[1]! / fit.priors[1]!).toBeLessThan(1.7);
  });
});

describe('variances of families that can stand in for each other', () => {
  test('are told apart', () => {
    const draw = seededRandom(12);
    const [parents, children] = [30, 4];
    const each = 40;
    const ofParents = Array.from({ length: parents }, () => 0.3 * randomNormal(draw));
    const ofChildren = Array.from({ length: parents * children }, () => 0.1 * randomNormal(draw));
    const child = Int32Array.from({ length: parents * children * each }, (_, row) => Math.floor(row / each));
    const parent = child.map((code) => Math.floor(code / children));
    const y = Float64Array.from(child, (code, row) => {
      return ofParents[parent[row]!]! + ofChildren[code]! + 0.5 * randomNormal(draw);
    });
    const nested: EffectFamily[] = [
      { kind: 'grouped', size: parents, codes: parent, covariate: null },
      { kind: 'grouped', size: parents * children, codes: child, covariate: null },
    ];
    const { priors, noise } = fitPooled(y, new Float64Array(y.length).fill(1), nested, { sweeps: 60 });
    const [ofParent, ofChild] = priors.map(Math.sqrt);
    expect(ofParent! / 0.3).toBeGreaterThan(0.75);
    expect(ofParent! / 0.3).toBeLessThan(1.35);
    expect(ofChild! / 0.1).toBeGreaterThan(0.75);
    expect(ofChild! / 0.1).toBeLessThan(1.35);
    expect(Math.abs(Math.sqrt(noise) / 0.5 - 1)).toBeLessThan(0.03);
  });
});
