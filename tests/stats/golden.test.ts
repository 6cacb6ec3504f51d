import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { betaQuantile } from '../../src/stats/beta-quantile.js';
import { incompleteBeta } from '../../src/stats/incomplete-beta.js';
import { normalDensity, normalQuantile } from '../../src/stats/normal.js';
import { robustSpread } from '../../src/stats/spread.js';
import { studentTQuantile } from '../../src/stats/student-t.js';
import { quantileOf } from '../../src/stats/weighted-quantile.js';
import { sampleOf } from '../../src/stats/weighted-sample.js';
import { wilsonInterval } from '../../src/stats/wilson-interval.js';

// Made by scripts/golden/quantiles.R
interface Golden {
  quantiles: {
    values: number[];
    probs: number[];
    hf7: number[];
    hf8: number[];
    hd: number[];
    mad: number;
  }[];
  incompleteBeta: { x: number; a: number; b: number; value: number }[];
  betaQuantile: { p: number; a: number; b: number; value: number }[];
  studentT: { p: number; df: number; value: number }[];
  normal: { p: number; value: number; density: number }[];
  wilson: { x: number; n: number; low: number; high: number }[];
}
const golden = JSON.parse(readFileSync('fixtures/golden/quantiles.json', 'utf8')) as Golden;

/** Equal to nine digits, or to nine decimals near zero. */
function expectSame(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

describe('quantiles equal R', () => {
  test.each(['hf7', 'hf8', 'hd'] as const)('%s', (definition) => {
    for (const { values, probs, ...expected } of golden.quantiles) {
      const sample = sampleOf(Float64Array.from(values));
      probs.forEach((p, i) => {
        expectSame(quantileOf(sample, p, definition), expected[definition][i]!);
      });
    }
  });

  test('the scaled median absolute deviation', () => {
    for (const { values, mad } of golden.quantiles) expectSame(robustSpread(values), mad);
  });
});

describe('distributions equal R', () => {
  test('pbeta', () => {
    for (const { x, a, b, value } of golden.incompleteBeta) expectSame(incompleteBeta(x, a, b), value);
  });

  test('qbeta', () => {
    for (const { p, a, b, value } of golden.betaQuantile) expectSame(betaQuantile(p, a, b), value);
  });

  test('qt, for fractions of degrees of freedom too', () => {
    for (const { p, df, value } of golden.studentT) expectSame(studentTQuantile(p, df), value);
  });

  test('qnorm and dnorm, far into the tails', () => {
    for (const { p, value, density } of golden.normal) {
      expectSame(normalQuantile(p), value);
      expectSame(normalDensity(value), density);
    }
  });

  test("prop.test's Wilson interval", () => {
    for (const { x, n, low, high } of golden.wilson) {
      const found = wilsonInterval(x / n, n, normalQuantile(0.95));
      expectSame(found.low, low);
      expectSame(found.high, high);
    }
  });
});
