import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber } from '../../src/core/calendar-date.js';
import { evidenceTiers } from '../../src/domain/offer.js';
import { ColumnsBuilder } from '../../src/market/columns-builder.js';
import { clustersOf } from '../../src/market/clusters.js';
import type { OfferColumns } from '../../src/market/columns.js';
import { CodeNumbers } from '../../src/market/code-numbers.js';
import { OfferWeigher } from '../../src/market/offer-weigher.js';
import { offer, policy } from './some-market.js';

function columnsOf(entries: ReturnType<typeof offer>[]): OfferColumns {
  const builder = new ColumnsBuilder(policy, () => null);
  builder.add(entries.map((entry, i) => ({ key: String(i), batch: 1, entry })));
  return builder.take();
}

/** The day that stands for an unknown one. */
const UNDATED = dayNumber('2022-01-01');

function sharesOf(entries: ReturnType<typeof offer>[], asOf = '2024-07-01'): number[] {
  const columns = columnsOf(entries);
  const numbers = new CodeNumbers(columns.employer.values.length);
  const weigher = new OfferWeigher(dayNumber(asOf), UNDATED, numbers, policy.weights);
  entries.forEach((_, row) => {
    weigher.add(columns, row);
  });
  return [...weigher.take().shares];
}

describe('the weight of an offer', () => {
  test('halves in eighteen months', () => {
    const [now, then] = sharesOf([offer(1), offer(1, { date: '2023-01-01' }), offer(1), offer(1), offer(1)]);
    expect(then! / now!).toBeCloseTo(0.5, 2);
  });

  test('does not grow with dates after the day asked for', () => {
    const [now, later] = sharesOf([offer(1), offer(1, { date: '2025-01-01' }), offer(1), offer(1), offer(1)]);
    expect(later).toBe(now);
  });

  test('of an offer without a date is that of the day that stands for it', () => {
    const dates = ['2024-07-01', '2023-01-01', '2022-01-01', undefined, '2021-01-01', '2020-01-01'];
    const shares = sharesOf(dates.map((date) => offer(1, { date })));
    expect(shares[3]).toBe(shares[2]);
  });

  test('follows the tier of its evidence', () => {
    const [posted, verbal, written, accepted, paid] = sharesOf(
      evidenceTiers.map((evidenceTier) => offer(1, { evidenceTier })),
    );
    expect(verbal! / posted!).toBeCloseTo(0.7 / 0.5, 12);
    expect(written! / posted!).toBeCloseTo(2, 12);
    expect([accepted, paid]).toEqual([written, written]);
  });
});

describe('no employer has more than a quarter of the weight', () => {
  test('for any sizes of employers', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 4, maxLength: 9 });
    fc.assert(
      fc.property(sizes, (counts) => {
        const entries = counts.flatMap((n, e) =>
          Array.from({ length: n }, () => offer(1, { employer: `e${e}` })),
        );
        const shares = sharesOf(entries);
        const ofEmployer = counts.map((_, e) =>
          entries.reduce((sum, entry, i) => sum + (entry.employer === `e${e}` ? shares[i]! : 0), 0),
        );
        expect(ofEmployer.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        expect(Math.max(...ofEmployer)).toBeLessThanOrEqual(0.25 + 1e-9);
        // Employers below the cap keep their proportions.
        const below = counts.filter((_, e) => ofEmployer[e]! < 0.25 - 1e-9);
        const shareOf = (n: number): number => ofEmployer[counts.indexOf(n)]! / n;
        for (const n of below) expect(shareOf(n)).toBeCloseTo(shareOf(below[0]!), 9);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test('fewer than four employers have equal shares', () => {
    const shares = sharesOf([
      offer(1, { employer: 'a' }),
      offer(1, { employer: 'a' }),
      offer(1, { employer: 'b' }),
    ]);
    expect(shares).toEqual([0.25, 0.25, 0.5]);
  });

  test('unknown employers count one by one', () => {
    expect(sharesOf([offer(1), offer(1), offer(1), offer(1), offer(1)])).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
  });
});

describe('clusters', () => {
  const rows = Uint32Array.of(0, 1, 2, 3, 4);
  const named = (employers: (string | undefined)[]): OfferColumns =>
    columnsOf(employers.map((employer, i) => offer(1, { employer, contributor: i < 2 ? 'ann' : `p${i}` })));

  test('are employers where four of five rows name one', () => {
    const clusters = clustersOf(named(['a', 'a', 'b', 'b', undefined]), rows, 0.8, new CodeNumbers(9));
    expect([[...clusters.ids], clusters.employers]).toEqual([[0, 0, 1, 1, 2], 2]);
  });

  test('are contributors where fewer do, and employers are not counted', () => {
    const clusters = clustersOf(named(['a', 'a', 'b', undefined, undefined]), rows, 0.8, new CodeNumbers(9));
    expect([[...clusters.ids], clusters.employers]).toEqual([[0, 0, 1, 2, 3], null]);
  });
});
