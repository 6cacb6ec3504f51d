import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantileMethods } from '../../src/domain/worth-query.js';
import { landingPositions } from '../../src/market/landing.js';
import { marketOf, offer, query } from './some-market.js';

describe('a range stays a range', () => {
  test('percentiles lie between those of minima and of maxima, for every definition', async () => {
    const range = fc.tuple(fc.integer({ min: 50_000, max: 150_000 }), fc.integer({ min: 0, max: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 25 }), async (ranges) => {
        const rows = ranges.map(([low, width]) => offer([low, Math.round(low * (1 + width / 100))]));
        const market = await marketOf(rows);
        for (const quantile of quantileMethods) {
          const { percentiles, rangeBounds } = market.estimate(query({ quantile }));
          percentiles.forEach(({ value }, i) => {
            expect(value).toBeGreaterThanOrEqual(rangeBounds[i]!.low! * (1 - 1e-9));
            expect(value).toBeLessThanOrEqual(rangeBounds[i]!.high! * (1 + 1e-9));
          });
        }
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  test('a range and a point count as one offer each', async () => {
    const rows = [offer(100_000), offer([90_000, 110_000]), offer(100_000)];
    const { evidence } = (await marketOf(rows)).estimate(query());
    expect(evidence.offers).toBe(3);
    expect(evidence.effectiveOffers).toBeCloseTo(3, 9);
  });

  test('wide ranges and open ends count for bounds only', async () => {
    const rows = [
      ...Array.from({ length: 12 }, (_, i) => offer(100_000 + 1_000 * i)),
      offer([50_000, 90_000]),
      offer([60_000, undefined]),
      offer([60_000, undefined]),
    ];
    const { evidence, rangeBounds, exactCohort } = (await marketOf(rows)).estimate(
      query({ quantile: 'hf7' }),
    );
    expect(evidence.offers).toBe(12);
    expect(exactCohort.offers).toBe(12);
    expect(rangeBounds[0]!.low).toBeLessThan(100_000);
    expect(rangeBounds[4]!.high).toBeNull();
    expect(rangeBounds[2]!.high).not.toBeNull();
  });

  test('open ends alone are no answer', async () => {
    const { percentiles, suppressed } = (await marketOf([offer([60_000, undefined])])).estimate(query());
    expect(percentiles).toEqual([]);
    expect(suppressed?.needed).toContain('half its minimum');
  });
});

describe('where pay lands in a range', () => {
  const posted = (place: number): { tier: number; place: number } => ({ tier: 0, place });

  test('is anywhere while nothing was learned', () => {
    const [first] = landingPositions([]);
    expect(first!.mean).toBe(0.5);
    first!.places.forEach((place, i) => {
      expect(place).toBeCloseTo((i + 0.5) / 9, 9);
    });
  });

  test('is learned with the weight of the offers against ten of no opinion', () => {
    const [first, second] = landingPositions(Array.from({ length: 10 }, () => posted(1)));
    expect(first!.mean).toBeCloseTo(0.75, 12);
    expect(second!.mean).toBe(0.5);
  });

  test('counts a pay outside its range at the end, and remembers that it was', () => {
    const [first] = landingPositions([posted(3), posted(0.5)]);
    expect(first!.mean).toBeCloseTo(6.5 / 12, 12);
    expect(first!.outside).toBe(0.5);
  });

  test('is learned from firmer offers of the same contributor, employer and role', async () => {
    const pairs = Array.from({ length: 30 }, (_, i) => [
      offer([80_000, 100_000], {
        contributor: `c${i}`,
        employer: 'Acme',
        evidenceTier: 'posted',
        date: '2024-01-01',
      }),
      offer(100_000, { contributor: `c${i}`, employer: 'Acme', evidenceTier: 'accepted' }),
    ]).flat();
    const ranges = Array.from({ length: 20 }, () =>
      offer([80_000, 100_000], { evidenceTier: 'posted', role: 'SRE' }),
    );
    const { percentiles, rangeBounds } = (await marketOf([...pairs, ...ranges])).estimate(
      query({ role: 'SRE' }),
    );
    expect(percentiles[2]!.value).toBeGreaterThan(97_000);
    expect(rangeBounds[2]!.low! / 80_000).toBeCloseTo(1, 2);
  });

  test('bounds are withheld where more than a tenth of the pay learned later fell outside', async () => {
    const pairs = Array.from({ length: 20 }, (_, i) => [
      offer([80_000, 100_000], {
        contributor: `c${i}`,
        employer: 'Acme',
        evidenceTier: 'posted',
        date: '2024-01-01',
      }),
      offer(i < 3 ? 120_000 : 90_000, { contributor: `c${i}`, employer: 'Acme', evidenceTier: 'accepted' }),
    ]).flat();
    const points = Array.from({ length: 20 }, (_, i) => offer(80_000 + 1_000 * i, { role: 'SRE' }));
    const ranges = points.map((_, i) =>
      offer([80_000 + 900 * i, 100_000], { evidenceTier: 'posted', role: 'SRE' }),
    );
    const bounds = async (rows: typeof points): Promise<number> =>
      (await marketOf([...pairs, ...rows])).estimate(query({ role: 'SRE' })).rangeBounds.length;
    expect(await bounds([...points, ...ranges])).toBe(0);
    expect(await bounds(points)).toBe(5);
  });
});
