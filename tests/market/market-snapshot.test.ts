import { deserialize, serialize } from 'node:v8';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MarketSnapshot } from '../../src/market/market-snapshot.js';
import { restoreMarket, type Market } from '../../src/market/market.js';
import { anyQuery, randomEntries } from './random-market.js';
import { marketOf, query, tools } from './some-market.js';

describe('a market restored from its snapshot', () => {
  let market: Market;
  let restored: Market;
  beforeAll(async () => {
    market = await marketOf(randomEntries(2_000));
    market.estimate(query({ currency: 'USD', tax: 'gross' }));
    market.estimate(query({ currency: 'EUR', tax: 'net', basis: 'totalCash' }));
    restored = restoreMarket(deserialize(serialize(market.snapshot())) as MarketSnapshot, tools);
  });

  test('knows the pools that were fitted, and no others', () => {
    expect(market.fits).toBe(2);
    expect(restored.fits).toBe(2);
    restored.estimate(query({ currency: 'USD', tax: 'gross' }));
    expect(restored.fits).toBe(2);
    const anew = restoreMarket(market.snapshot(), tools);
    anew.estimate(query({ currency: 'PLN', tax: 'gross' }));
    expect(anew.fits).toBe(3);
  });

  test('answers every question with the same bits', () => {
    fc.assert(
      fc.property(anyQuery, fc.boolean(), (asked, trend) => {
        const whole = { ...asked, trend };
        expect(restored.estimate(whole)).toStrictEqual(market.estimate(whole));
        expect(restored.percentile(whole, 37.5)).toStrictEqual(market.percentile(whole, 37.5));
        expect(restored.explain(whole)).toStrictEqual(market.explain(whole));
        expect(restored.exactCohort(whole)).toStrictEqual(market.exactCohort(whole));
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  test('is worth the same snapshot again, whatever was asked of it', () => {
    const again = restoreMarket(market.snapshot(), tools);
    again.estimate(query({ currency: 'USD', tax: 'gross' }));
    const byKey = ({ fits }: MarketSnapshot) =>
      new Map(fits.map(({ key, fit }) => [Object.values(key).join(), fit]));
    expect(byKey(again.snapshot())).toEqual(byKey(market.snapshot()));
    expect(again.snapshot().columns).toEqual(market.snapshot().columns);
  });
});

test('a market that was asked nothing restores and fits when asked', async () => {
  const market = await marketOf(randomEntries(300));
  const restored = restoreMarket(structuredClone(market.snapshot()), tools);
  expect(restored.fits).toBe(0);
  expect(restored.estimate(query())).toStrictEqual(market.estimate(query()));
});
