import { describe, expect, test } from '@jest/globals';
import { randomNormal, seededRandom } from '../../src/core/random.js';
import { marketOf, offer, query } from './some-market.js';

const random = seededRandom(8);
const rows = Array.from({ length: 600 }, (_, i) =>
  offer(Math.round(90_000 * Math.exp(0.2 * randomNormal(random) + (i % 3 === 0 ? 0.3 : 0))), {
    level: i % 3 === 0 ? 'Senior' : 'Junior',
    employer: `e${i % 40}`,
    date: `2023-Q${1 + (i % 4)}`,
  }),
);

describe('the derivation of an answer', () => {
  test('drivers lead from the middle of all offers to the centre of the profile', async () => {
    const found = (await marketOf(rows)).explain(query({ level: 'Senior' }))!;
    const end = found.drivers.reduce(
      (pay, { effectPercent }) => pay * (1 + effectPercent / 100),
      found.start,
    );
    expect(end / found.centre).toBeCloseTo(1, 9);
    const level = found.drivers.find(({ factor }) => factor === 'level')!;
    expect(level.effectPercent).toBeGreaterThan(10);
    expect(level.low! < level.effectPercent && level.effectPercent < level.high!).toBe(true);
  });

  test('cohort steps add up to the offers, and the formula gives the pay at the profile', async () => {
    const market = await marketOf(rows);
    const asked = query({ level: 'Senior' });
    const found = market.explain(asked)!;
    const { evidence } = market.estimate(asked);
    expect(found.cohort.reduce((sum, step) => sum + step.offers, 0)).toBe(evidence.offers);
    expect(found.cohort.map(({ givenUp }) => givenUp)).toEqual([null, ...evidence.widened]);
    expect(found.nearest).toHaveLength(10);
    for (const { payMin, centre, spread, adjustedMin } of found.nearest) {
      const adjusted = found.centre * Math.exp((found.spread * Math.log(payMin / centre)) / spread);
      expect(adjustedMin / adjusted).toBeCloseTo(1, 9);
    }
  });
});

describe('the trend of a profile', () => {
  test('is one P50 a quarter that the role has offers from, with its interval', async () => {
    const { trend, percentiles } = (await marketOf(rows)).estimate(query({ level: 'Senior', trend: true }));
    expect(trend!.map(({ quarter, offers }) => [quarter, offers])).toEqual([
      ['2023-Q1', 150],
      ['2023-Q2', 150],
      ['2023-Q3', 150],
      ['2023-Q4', 150],
    ]);
    for (const { value, low, high } of trend!) expect(low! <= value && value <= high!).toBe(true);
    // The last quarter's middle is the day of the newest offer, the default of an answer.
    expect(trend![3]!.value).toBe(percentiles[2]!.value);
  });

  test('is not there unless it is asked for', async () => {
    expect((await marketOf(rows)).estimate(query()).trend).toBeUndefined();
  });
});
