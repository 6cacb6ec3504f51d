import { describe, expect, test } from '@jest/globals';
import { betaTable } from '../../src/stats/beta-table.js';
import { findRoot } from '../../src/stats/find-root.js';
import { incompleteBeta } from '../../src/stats/incomplete-beta.js';
import { logBeta } from '../../src/stats/log-beta.js';

describe('a table of a Beta distribution', () => {
  test.each([
    [8, 72],
    [8, 8],
    [30.1, 270.4],
    [900, 101],
    [25_000, 75_001],
  ])('equals the continued fraction to nine decimals for a = %d, b = %d', (a, b) => {
    const table = betaTable(a, b);
    for (let i = 0; i <= 500; i++) {
      const x = table.low + ((table.high - table.low) * i) / 500;
      expect(Math.abs(table.reach(x) - incompleteBeta(x, a, b))).toBeLessThan(1e-9);
      if (x === 0) continue;
      const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b));
      expect(Math.abs(table.density(x) - density)).toBeLessThan(1e-6 * Math.sqrt(a + b));
    }
  });

  test('is 0 below and 1 above what it tabulates', () => {
    const table = betaTable(400, 600);
    expect([table.reach(0), table.reach(table.low), table.reach(table.high), table.reach(1)]).toEqual([
      0, 0, 1, 1,
    ]);
    expect([table.density(0), table.density(1)]).toEqual([0, 0]);
  });
});

describe('finding a root', () => {
  test('of a curve, in few evaluations', () => {
    let evaluations = 0;
    const root = findRoot(
      (x) => {
        evaluations++;
        return Math.exp(x) - 3;
      },
      0,
      9,
      1e-12,
    );
    expect(root).toBeCloseTo(Math.log(3), 11);
    expect(evaluations).toBeLessThan(60);
  });

  test('gives an end where there is none between', () => {
    expect(findRoot((x) => x + 1, 0, 1, 1e-9)).toBe(0);
    expect(findRoot((x) => x - 2, 0, 1, 1e-9)).toBe(1);
  });
});
