import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { incompleteBeta } from '../../src/stats/incomplete-beta.js';
import { quantileInfluence } from '../../src/stats/quantile-influence.js';
import {
  quantileOf,
  quantileOfSorted,
  rankOf,
  type QuantileDefinition,
} from '../../src/stats/weighted-quantile.js';
import { sampleOf, type WeightedSample } from '../../src/stats/weighted-sample.js';

const definitions: QuantileDefinition[] = ['hd', 'hf7', 'hf8'];
const SEED = { seed: 7, numRuns: 200 };

const weighted = fc
  .array(
    fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0.05, max: 3, noNaN: true })),
    { minLength: 1, maxLength: 30 },
  )
  .map((pairs) => ({
    values: Float64Array.from(pairs, (pair) => pair[0]),
    weights: Float64Array.from(pairs, (pair) => pair[1]),
  }));
const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const definition = fc.constantFrom(...definitions);

/** The definition word by word: W_i from the distribution on [0, 1], nothing shared, nothing skipped. */
function oracle(values: number[], weights: number[], p: number, kind: QuantileDefinition): number {
  const pairs = values.map((value, i) => ({ value, weight: weights[i]! }));
  pairs.sort((a, b) => a.value - b.value);
  const total = weights.reduce((a, b) => a + b, 0);
  const n = total ** 2 / weights.reduce((a, b) => a + b * b, 0);
  const h = Math.min(n, Math.max(1, kind === 'hf7' ? p * (n - 1) + 1 : p * (n + 1 / 3) + 1 / 3));
  const distribution = (u: number): number =>
    kind === 'hd'
      ? incompleteBeta(u, (n + 1) * p, (n + 1) * (1 - p))
      : Math.min(1, Math.max(0, (u - (h - 1) / n) * n));
  let quantile = 0;
  pairs.forEach(({ value }, i) => {
    const before = pairs.slice(0, i).reduce((sum, pair) => sum + pair.weight, 0) / total;
    const upTo = pairs.slice(0, i + 1).reduce((sum, pair) => sum + pair.weight, 0) / total;
    quantile += value * (distribution(upTo) - distribution(before));
  });
  return quantile;
}

describe('quantiles of weighted samples', () => {
  test('equal a brute-force oracle', () => {
    fc.assert(
      fc.property(weighted, probability, definition, ({ values, weights }, p, kind) => {
        const found = quantileOf(sampleOf(values, weights), p, kind);
        expect(found).toBeCloseTo(oracle([...values], [...weights], p, kind), 9);
      }),
      SEED,
    );
  });

  test('equal weights are no weights', () => {
    fc.assert(
      fc.property(weighted, probability, definition, ({ values }, p, kind) => {
        const equal = quantileOf(sampleOf(values, new Float64Array(values.length).fill(0.3)), p, kind);
        expect(equal).toBeCloseTo(quantileOf(sampleOf(values), p, kind), 9);
      }),
      SEED,
    );
  });

  test('are the same when the values are sorted already', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), probability, definition, (n, p, kind) => {
        const values = Float64Array.from({ length: n }, (_, i) => i ** 1.5);
        const found = quantileOfSorted(n, (i) => values[i]!, p, kind);
        expect(found).toBeCloseTo(quantileOf(sampleOf(values), p, kind), 7);
      }),
      SEED,
    );
  });

  test('rise with p', () => {
    fc.assert(
      fc.property(weighted, probability, probability, definition, ({ values, weights }, p, q, kind) => {
        const sample = sampleOf(values, weights);
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        expect(quantileOf(sample, low, kind)).toBeLessThanOrEqual(quantileOf(sample, high, kind) + 1e-9);
      }),
      SEED,
    );
  });

  test('do not depend on the order of the sample', () => {
    fc.assert(
      fc.property(weighted, probability, definition, ({ values, weights }, p, kind) => {
        const turned = sampleOf(values.toReversed(), weights.toReversed());
        expect(quantileOf(turned, p, kind)).toBeCloseTo(quantileOf(sampleOf(values, weights), p, kind), 9);
      }),
      SEED,
    );
  });

  test('move and stretch with the values', () => {
    const change = fc.record({
      shift: fc.double({ min: -9, max: 9, noNaN: true }),
      scale: fc.double({ min: 0.1, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(
        weighted,
        probability,
        definition,
        change,
        ({ values, weights }, p, kind, { shift, scale }) => {
          const moved = sampleOf(
            values.map((x) => shift + scale * x),
            weights,
          );
          const expected = shift + scale * quantileOf(sampleOf(values, weights), p, kind);
          expect(quantileOf(moved, p, kind)).toBeCloseTo(expected, 8);
        },
      ),
      SEED,
    );
  });

  test('are the ends at p = 0 and 1, and not a number without values', () => {
    const sample = sampleOf(Float64Array.of(5, 1, 3));
    expect(definitions.map((kind) => quantileOf(sample, 0, kind))).toEqual([1, 1, 1]);
    expect(definitions.map((kind) => quantileOf(sample, 1, kind))).toEqual([5, 5, 5]);
    expect(quantileOf(sampleOf(new Float64Array(0)), 0.5, 'hd')).toBeNaN();
  });

  test('an infinite value without weight does not spoil them', () => {
    const sample = sampleOf(Float64Array.of(1, 2, 3, Infinity));
    expect(quantileOf(sample, 0.3, 'hf7')).toBeCloseTo(1.9, 12);
    expect(quantileOf(sample, 0.9, 'hf7')).toBe(Infinity);
  });
});

describe('the rank of a value', () => {
  test('is the p whose quantile it is', () => {
    fc.assert(
      fc.property(weighted, probability, definition, ({ values, weights }, p, kind) => {
        const sample = sampleOf(values, weights);
        const value = quantileOf(sample, p, kind);
        const rank = rankOf(sample, value, kind);
        expect(quantileOf(sample, rank, kind)).toBeCloseTo(value, 6);
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  test('is 0 below and 1 above all values, and the middle of a run of equals', () => {
    const sample = sampleOf(Float64Array.of(2, 4, 4, 6));
    expect(rankOf(sample, 1, 'hd')).toBe(0);
    expect(rankOf(sample, 9, 'hd')).toBe(1);
    expect(rankOf(sample, 4, 'hf7')).toBeCloseTo(0.5, 9);
  });
});

/** Value by value. */
function influenceOf(sample: WeightedSample, p: number): number[] {
  const { before, first, inside, after } = quantileInfluence(sample, p);
  return Array.from(sample.values, (_, i) => (i < first ? before : (inside[i - first] ?? after)));
}

describe('the influence of values on their quantile', () => {
  test('is the change of the quantile when a little weight moves there', () => {
    const values = Float64Array.of(1, 2, 4, 7, 11);
    const weights = Float64Array.of(0.3, 0.1, 0.2, 0.25, 0.15);
    const influence = influenceOf(sampleOf(values, weights, 4.5), 0.4);
    const step = 1e-6;
    values.forEach((_, j) => {
      const more = weights.map((w, i) => (i === j ? w + step : w));
      const moved = quantileOf(sampleOf(values, more, 4.5), 0.4, 'hd');
      const change = (moved - quantileOf(sampleOf(values, weights, 4.5), 0.4, 'hd')) / step;
      expect(influence[j]).toBeCloseTo(change, 4);
    });
  });

  test('adds up to nothing under the weights', () => {
    fc.assert(
      fc.property(weighted, probability, ({ values, weights }, p) => {
        const sample = sampleOf(values, weights);
        const influence = influenceOf(sample, p);
        let [sum, before] = [0, 0];
        sample.cumulative.forEach((share, i) => {
          sum += (share - before) * influence[i]!;
          before = share;
        });
        expect(sum).toBeCloseTo(0, 6);
      }),
      SEED,
    );
  });
});
