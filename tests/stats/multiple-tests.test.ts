import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.js';
import { clusterVariance } from '../../src/stats/cluster-variance.js';
import { positiveInverse } from '../../src/stats/positive-inverse.js';
import { randomInterceptEquations } from '../../src/stats/random-intercepts.js';
import { studentTTail } from '../../src/stats/student-t.js';

// Made by scripts/golden/multiple-tests.R
interface Golden {
  adjusted: { p: number[]; rejected: number[] }[];
  tails: { t: number; df: number; value: number }[];
  mixed: {
    cluster: number[];
    x: number[][];
    y: number[];
    w: number[];
    ratio: number;
    effects: number[];
    covariance: number[][];
    squares: number;
    between: number;
    within: number;
  };
}
const golden = JSON.parse(readFileSync('fixtures/golden/multiple-tests.json', 'utf8')) as Golden;

/** Where each cluster of some sorted numbers ends. */
function endsOf(cluster: readonly number[]): Int32Array {
  const starts = cluster.flatMap((value, i) => (i === 0 || value !== cluster[i - 1] ? [i] : []));
  return Int32Array.from([...starts, cluster.length]);
}

describe('guards against chance equal R', () => {
  test('p.adjust by Benjamini and Hochberg', () => {
    for (const { p, rejected } of golden.adjusted) {
      expect([...benjaminiHochberg(p, 0.1)]).toEqual(rejected);
    }
  });

  test('two-sided tails of pt', () => {
    for (const { t, df, value } of golden.tails) {
      expect(Math.abs(studentTTail(t, df) - value)).toBeLessThanOrEqual(1e-8 * Math.max(1e-6, value));
    }
  });
});

describe('a model with random intercepts', () => {
  const { cluster, x, y, w, ratio, effects, covariance, squares, between, within } = golden.mixed;
  const rows = {
    ends: Int32Array.from(x, (_, i) => 3 * i).map((end) => end),
    columns: Int32Array.from(x.flatMap(() => [0, 1, 2])),
    values: Float64Array.from(x.flat()),
    response: Float64Array.from(y),
    weights: Float64Array.from(w),
    clusterEnds: endsOf(cluster),
  };
  const equations = randomInterceptEquations(
    { ...rows, ends: Int32Array.from([...rows.ends, 3 * x.length]) },
    3,
    ratio,
  );

  test('has the equations of generalised least squares', () => {
    const inverse = positiveInverse(equations.gram, 3);
    covariance.flat().forEach((value, i) => {
      expect(inverse[i]).toBeCloseTo(value, 9);
    });
    effects.forEach((effect, a) => {
      const found = [0, 1, 2].reduce((sum, b) => sum + inverse[3 * a + b]! * equations.right[b]!, 0);
      expect(found).toBeCloseTo(effect, 9);
    });
    expect(equations.squares).toBeCloseTo(squares, 8);
  });

  test('has variances between and within clusters as the analysis of variance has them', () => {
    const found = clusterVariance(rows.response, rows.clusterEnds);
    expect(found.between).toBeCloseTo(between, 9);
    expect(found.within).toBeCloseTo(within, 9);
    expect(found.freedom).toBe(cluster.length - 12);
  });
});

describe('the procedure of Benjamini and Hochberg', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });

  test('rejects a p-value with all smaller ones, and more at a higher rate', () => {
    fc.assert(
      fc.property(pValues, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (p, rate) => {
        const rejected = benjaminiHochberg(p, rate);
        const wider = benjaminiHochberg(p, Math.min(0.9, rate * 1.5));
        p.forEach((value, i) => {
          if (rejected[i] === 0) return;
          expect(wider[i]).toBe(1);
          p.forEach((other, j) => {
            if (other <= value) expect(rejected[j]).toBe(1);
          });
        });
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  test('of none rejects none, and never what is no number', () => {
    expect(benjaminiHochberg([], 0.1)).toHaveLength(0);
    expect([...benjaminiHochberg([NaN, 0.001, NaN], 0.1)]).toEqual([0, 1, 0]);
  });
});

test('the inverse of a positive matrix undoes it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
      (size, stream) => {
        const factor = Float64Array.from({ length: size * size }, () => stream.next().value as number);
        const matrix = new Float64Array(size * size);
        for (let a = 0; a < size; a++)
          for (let b = 0; b < size; b++)
            for (let k = 0; k < size; k++)
              matrix[a * size + b]! +=
                factor[a * size + k]! * factor[b * size + k]! + (a === b && k === 0 ? 0.5 : 0);
        const inverse = positiveInverse(matrix, size);
        for (let a = 0; a < size; a++)
          for (let b = 0; b < size; b++) {
            let sum = 0;
            for (let k = 0; k < size; k++) sum += matrix[a * size + k]! * inverse[k * size + b]!;
            expect(sum).toBeCloseTo(a === b ? 1 : 0, 8);
          }
      },
    ),
    { seed: 5, numRuns: 60 },
  );
});
