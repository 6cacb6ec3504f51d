import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import type { WorthQuery } from '../../src/domain/worth-query.js';
import type { Market } from '../../src/market/market.js';
import { marketOf, offer, query } from './some-market.js';

const FACTORS = { US: 1.6, DE: 1, PL: 0.6, GB: 1.2, IN: 0.3 };

describe('what no offer has', () => {
  let market: Market;
  beforeAll(async () => {
    const random = seededRandom(12);
    const entries = Array.from({ length: 600 }, () => {
      const country = Object.keys(FACTORS)[randomInt(random, 5)] as keyof typeof FACTORS;
      const [level, years] = [['Junior', 'Senior'][randomInt(random, 2)]!, randomInt(random, 9)];
      const pay = 60_000 * FACTORS[country] * (level === 'Senior' ? 1.5 : 1) * (1 + 0.02 * years);
      const paid = pay * Math.exp(0.15 * randomNormal(random));
      return offer(paid, { country, level, years, employer: `${country} ${randomInt(random, 12)}` });
    });
    market = await marketOf(entries);
  });

  const widthOf = (fields: Partial<WorthQuery>): number => {
    const { low, high } = market.estimate(query(fields)).percentiles[2]!;
    return Math.log(high! / low!);
  };

  test('a country may pay as much as countries differ: its interval says so, and so does its label', () => {
    expect(widthOf({ country: 'BR', level: 'Senior' })).toBeGreaterThan(
      5 * widthOf({ country: 'DE', level: 'Senior' }),
    );
    const { confidence, evidence } = market.estimate(query({ country: 'BR', level: 'Senior' }));
    expect(confidence).toBe('thin');
    expect(evidence.borrowedShare).toBe(1);
    expect(evidence.widened).toContain('any country');
  });

  test('a level may too, and is not taken for another cell', () => {
    expect(widthOf({ country: 'DE', level: 'Principal' })).toBeGreaterThan(
      widthOf({ country: 'DE', level: 'Senior' }),
    );
    expect(market.estimate(query({ country: 'DE', level: 'Principal' })).evidence.borrowedShare).toBe(1);
  });

  test('a country that is not asked for is none: the answer is about all of them', () => {
    expect(widthOf({ level: 'Senior' })).toBeLessThan(widthOf({ level: 'Senior', country: 'BR' }) / 3);
  });

  test('an employer leaves the answer as it is for any employer', () => {
    const of = (employer?: string): number =>
      market.estimate(
        query({ country: 'DE', level: 'Senior', ...(employer === undefined ? {} : { employer }) }),
      ).percentiles[2]!.value;
    expect(of('Nobody heard of it')).toBe(of());
  });
});
