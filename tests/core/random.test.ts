import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomInt, randomNormal, seededRandom, type Random } from '../../src/core/random.js';

const WORD = 0xffffffffn;

/** sfc32 and splitmix32 as their authors state them, in whole numbers of any size. */
function oracle(seed: number): () => number {
  let state = BigInt(seed) & WORD;
  const splitmix = (): bigint => {
    state = (state + 0x9e3779b9n) & WORD;
    let z = state;
    z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & WORD;
    z = ((z ^ (z >> 15n)) * 0x735a2d97n) & WORD;
    return z ^ (z >> 15n);
  };
  let [a, b, c, counter] = [splitmix(), splitmix(), splitmix(), 1n];
  return () => {
    const result = (a + b + counter) & WORD;
    counter = (counter + 1n) & WORD;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & WORD;
    c = ((((c << 21n) | (c >> 11n)) & WORD) + result) & WORD;
    return Number(result) / 2 ** 32;
  };
}

const take = (random: Random, n: number): number[] => Array.from({ length: n }, random);

describe('seededRandom', () => {
  test('is sfc32 started by splitmix32, for every seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(take(seededRandom(seed), 50)).toEqual(take(oracle(seed), 50));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('gives neighbouring seeds sequences that have nothing to do with each other', () => {
    const first = Array.from({ length: 4000 }, (_, seed) => seededRandom(seed)());
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    const lagged = first.slice(1).reduce((sum, value, i) => sum + (value - 0.5) * (first[i]! - 0.5), 0);
    // Four standard errors of a mean of uniforms, and of their correlation.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 4000));
    expect(Math.abs((lagged / 3999) * 12)).toBeLessThan(4 / Math.sqrt(4000));
  });
});

describe('randomInt', () => {
  test('stays in [0, bound) and hits every number about equally often', () => {
    const random = seededRandom(7);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) counts[randomInt(random, 10)]!++;
    expect(counts).toHaveLength(10);
    // Chi squared with 9 degrees of freedom: 27.88 leaves one in a thousand.
    const chiSquared = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquared).toBeLessThan(27.88);
  });
});

describe('randomNormal', () => {
  test('has mean 0, variance 1, and is finite for the lowest and highest draws', () => {
    const random = seededRandom(3);
    const draws = Array.from({ length: 20_000 }, () => randomNormal(random));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(20_000));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 20_000));
    expect(Math.abs(randomNormal(() => 0))).toBe(0);
    expect(Number.isFinite(randomNormal(() => 1 - 2 ** -32))).toBe(true);
  });
});
