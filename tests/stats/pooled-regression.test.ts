import { describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import { Cholesky } from '../../src/stats/cholesky.js';
import { addEffects, type EffectFamily } from '../../src/stats/effect-family.js';
import type { PooledFit } from '../../src/stats/given-variances.js';
import { fitPooled } from '../../src/stats/pooled-regression.js';
import { setFamily } from '../../src/stats/set-effects.js';
import { thinFamily } from '../../src/stats/thin-family.js';

const ROWS = 300;
const random = seededRandom(4);
const ones = new Float64Array(ROWS).fill(1);

function grouped(size: number, covariate: Float64Array | null = null): EffectFamily {
  const codes = Int32Array.from({ length: ROWS }, () => randomInt(random, size + 1) - 1);
  return { kind: 'grouped', size, codes, covariate };
}

function sets(size: number): EffectFamily {
  const ends = Int32Array.from({ length: ROWS + 1 }, (_, row) => 2 * row);
  const members = Int32Array.from(
    { length: 2 * ROWS },
    (_, k) => (k % 2) * (size / 2) + randomInt(random, size / 2),
  );
  return setFamily(members, ends, size);
}

function curve(size: number): EffectFamily {
  const at = Float64Array.from({ length: ROWS }, () => random() * (size - 1));
  const segments = Int32Array.from(at, (x) => Math.min(size - 2, Math.floor(x)));
  return { kind: 'curve', size, segments, fractions: at.map((x, row) => x - segments[row]!) };
}

/** Row by row, what multiplies each effect; the intercept first. */
function denseDesign(families: readonly EffectFamily[]): Float64Array[] {
  const columns = [ones];
  for (const family of families) {
    for (let effect = 0; effect < family.size; effect++) {
      const column = new Float64Array(ROWS);
      addEffects(
        family,
        new Float64Array(family.size).map((_, e) => (e === effect ? 1 : 0)),
        column,
      );
      columns.push(column);
    }
  }
  return columns;
}

/** A curve's rise from its first knot to its last has a standard deviation of .5. */
function addRise(system: Float64Array, size: number, first: number, last: number): void {
  for (const [i, j, sign] of [
    [first, first, 1],
    [last, last, 1],
    [first, last, -1],
    [last, first, -1],
  ] as const) {
    system[i * size + j]! += sign / 0.5 ** 2;
  }
}

/** The posterior mean by the normal equations of all effects at once. */
function denseSolution(y: Float64Array, families: readonly EffectFamily[], fit: PooledFit): Float64Array {
  const columns = denseDesign(families);
  const size = columns.length;
  const system = new Float64Array(size * size);
  const right = new Float64Array(size);
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  columns.forEach((a, i) => {
    right[i] = dot(a, y) / fit.noise;
    columns.forEach((b, j) => (system[i * size + j] = dot(a, b) / fit.noise));
  });
  let offset = 1;
  families.forEach((family, f) => {
    for (let e = 0; e < family.size; e++) {
      const at = offset + e;
      system[at * size + at]! += family.kind === 'curve' ? 1e-2 : 1 / fit.priors[f]!;
      if (family.kind !== 'curve' || e + 2 >= family.size) continue;
      [1, -2, 1].forEach((a, i) => {
        [1, -2, 1].forEach((b, j) => (system[(at + i) * size + at + j]! += (a * b) / fit.priors[f]!));
      });
    }
    if (family.kind === 'curve') addRise(system, size, offset, offset + family.size - 1);
    offset += family.size;
  });
  return new Cholesky(system, size).solve(right);
}

describe('a partially pooled fit', () => {
  const slope = Float64Array.from({ length: ROWS }, () => randomNormal(random));
  const families = [grouped(6), grouped(40), grouped(6, slope), sets(20), curve(7)];
  const y = Float64Array.from({ length: ROWS }, () => 3 + randomNormal(random));
  families.forEach((family, f) => {
    addEffects(
      family,
      Float64Array.from({ length: family.size }, () => 0.3 * (f % 3) * randomNormal(random)),
      y,
    );
  });
  const start: PooledFit = {
    intercept: 0,
    effects: families.map(({ size }) => new Float64Array(size)),
    variances: families.map(({ size }) => new Float64Array(size)),
    priors: [0.5, 0.1, 0.2, 0.3, 0.05],
    freedoms: [5, 30, 5, 10, 5],
    noise: 0.8,
  };

  test('predicts what the solution of the normal equations does', () => {
    const fit = fitPooled(y, ones, families, { sweeps: 5000, start });
    const dense = denseSolution(y, families, fit);
    const columns = denseDesign(families);
    const predicted = new Float64Array(ROWS).fill(fit.intercept);
    families.forEach((family, f) => {
      addEffects(family, fit.effects[f]!, predicted);
    });
    // The sweeps end when no effect moves by more than 1e-4 noise standard deviations.
    predicted.forEach((value, row) => {
      const exact = columns.reduce((sum, column, i) => sum + column[row]! * dense[i]!, 0);
      expect(Math.abs(value - exact)).toBeLessThan(0.005);
    });
  });

  test('rows of weight 0 have no say', () => {
    const half = ones.map((_, row) => (row < ROWS / 2 ? 1 : 0));
    const rows = Int32Array.from({ length: ROWS / 2 }, (_, k) => k);
    const thin = families.map((family) => thinFamily(family, rows));
    const alone = fitPooled(y.slice(0, ROWS / 2), ones.slice(0, ROWS / 2), thin, { sweeps: 20 });
    const weighted = fitPooled(y, half, families, { sweeps: 20 });
    weighted.effects.forEach((effects, f) => {
      effects.forEach((effect, e) => {
        expect(effect).toBeCloseTo(alone.effects[f]![e]!, 9);
      });
    });
  });

  test('residuals have mean 0', () => {
    const fit = fitPooled(y, ones, families, { sweeps: 3 });
    const predicted = new Float64Array(ROWS).fill(fit.intercept);
    families.forEach((family, f) => {
      addEffects(family, fit.effects[f]!, predicted);
    });
    expect(predicted.reduce((sum, value, row) => sum + y[row]! - value, 0)).toBeCloseTo(0, 8);
  });

  test('without weight nothing is known', () => {
    const fit = fitPooled(y, new Float64Array(ROWS), families, { sweeps: 20 });
    expect(fit.intercept).toBe(0);
    expect(fit.effects.every((effects) => effects.every((effect) => effect === 0))).toBe(true);
  });
});

describe('shrinkage', () => {
  /** Groups of given sizes whose effects are draws of the given spread; noise of standard deviation 1. */
  function world(sizes: readonly number[], spread: number, seed: number) {
    const draw = seededRandom(seed);
    const effects = sizes.map(() => spread * randomNormal(draw));
    const codes = Int32Array.from(sizes.flatMap((size, group) => new Array<number>(size).fill(group)));
    const y = Float64Array.from(codes, (group) => effects[group]! + randomNormal(draw));
    const family: EffectFamily = { kind: 'grouped', size: sizes.length + 1, codes, covariate: null };
    return { effects, y, fit: fitPooled(y, new Float64Array(y.length).fill(1), [family], { sweeps: 100 }) };
  }

  test('variance components are recovered', () => {
    const { fit } = world(new Array<number>(200).fill(20), 0.5, 1);
    expect(Math.sqrt(fit.priors[0]!)).toBeGreaterThan(0.44);
    expect(Math.sqrt(fit.priors[0]!)).toBeLessThan(0.56);
    expect(Math.abs(Math.sqrt(fit.noise) - 1)).toBeLessThan(0.03);
  });

  test('groups that do not differ are pooled altogether', () => {
    const { fit } = world(new Array<number>(100).fill(10), 0, 2);
    expect(Math.max(...fit.effects[0]!.map(Math.abs))).toBeLessThan(0.15);
  });

  test('a group without rows has no effect and the variance of the family', () => {
    const { fit, effects } = world(new Array<number>(50).fill(10), 1, 3);
    expect(fit.effects[0]![effects.length]).toBe(0);
    expect(fit.variances[0]![effects.length]).toBeCloseTo(fit.priors[0]!, 1);
  });

  test('a group of many rows is left at its mean, one of few rows is pulled in', () => {
    const { fit, y } = world([5000, 1, ...new Array<number>(50).fill(10)], 1, 4);
    const mean = y.subarray(0, 5000).reduce((sum, value) => sum + value, 0) / 5000;
    expect(fit.intercept + fit.effects[0]![0]!).toBeCloseTo(mean, 2);
    expect(Math.abs(fit.effects[0]![1]!)).toBeLessThan(0.75 * Math.abs(y[5000]! - fit.intercept));
  });

  test('intervals of effects hold the truth as often as they say', () => {
    let [inside, all] = [0, 0];
    for (let seed = 10; seed < 20; seed++) {
      const { fit, effects } = world(new Array<number>(60).fill(8), 0.6, seed);
      effects.forEach((effect, group) => {
        const away = Math.abs(fit.effects[0]![group]! - effect);
        if (away < 1.645 * Math.sqrt(fit.variances[0]![group]!)) inside++;
        all++;
      });
    }
    expect(inside / all).toBeGreaterThan(0.85);
    expect(inside / all).toBeLessThan(0.95);
  });
});
