import { describe, expect, test } from '@jest/globals';
import { marketOf, offer, query } from './some-market.js';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const mixed = [
  ...times(5, (i) => offer(100_000 + i)),
  ...times(3, (i) => offer(60_000 + i, { tax: 'net' })),
  ...times(7, (i) => offer(70_000 + i, { currency: 'EUR', country: 'DE' })),
  ...times(4, (i) => offer(50_000 + i, { currency: 'PLN', country: 'PL', role: 'SRE' })),
];

describe('offers of different currency, tax or basis are never pooled', () => {
  test('an answer uses the commonest currency of the role, and counts what it left out', async () => {
    const { currency, tax, evidence } = (await marketOf(mixed)).estimate(query());
    expect([currency, tax, evidence.offers, evidence.leftOut]).toEqual(['USD', 'gross', 5, 10]);
  });

  test('of equally common currencies the first of the alphabet', async () => {
    const rows = [offer(100_000), offer(70_000, { currency: 'EUR' })];
    expect((await marketOf(rows)).estimate(query()).currency).toBe('EUR');
  });

  test("the currency of the query's country counts, where offers are known there", async () => {
    const market = await marketOf(mixed);
    expect(market.estimate(query({ country: 'DE' })).currency).toBe('EUR');
    expect(market.estimate(query({ country: 'FR' })).currency).toBe('USD');
  });

  test('a currency that is asked for is used alone', async () => {
    const { evidence, percentiles } = (await marketOf(mixed)).estimate(query({ currency: 'EUR' }));
    expect([evidence.offers, evidence.converted]).toEqual([7, 0]);
    expect(percentiles[2]!.value).toBeLessThan(71_000);
  });

  test('a tax that no offer of the role has is no answer', async () => {
    const { percentiles, suppressed } = (await marketOf(mixed)).estimate(
      query({ currency: 'EUR', tax: 'net' }),
    );
    expect(percentiles).toEqual([]);
    expect(suppressed?.reason).toContain('EUR, net');
  });

  test('only where no offer of the role is in the currency are offers converted, at the rate of their day', async () => {
    const rows = [offer(100_000, { date: '2023-06-01' }), offer(100_000, { date: '2024-06-01' })];
    const market = await marketOf(rows);
    const { exactCohort, evidence, currency } = market.estimate(query({ currency: 'EUR', quantile: 'hf7' }));
    expect([currency, evidence.converted]).toEqual(['EUR', 2]);
    expect(exactCohort.percentiles[2]!.value).toBeCloseTo(90_000, 6);
  });

  test('a currency without a rate is no answer, and says which currency there is', async () => {
    const { suppressed } = (await marketOf(mixed)).estimate(query({ currency: 'JPY' }));
    expect(suppressed?.needed).toContain('Ask for USD');
  });
});

describe('a role that nobody has', () => {
  test('gets the full shape, and the nearest roles', async () => {
    const answer = (await marketOf(mixed)).estimate(query({ role: 'Data Enginer' }));
    expect(answer.percentiles).toEqual([]);
    expect(answer.confidence).toBe('thin');
    expect(answer.suppressed?.nearest[0]).toBe('Data Engineer');
  });

  test('is known whatever its case', async () => {
    const market = await marketOf(mixed);
    expect(market.knows('data engineer')).toBe(true);
    expect(market.knows('plumber')).toBe(false);
    expect(market.roles()).toEqual([
      { role: 'Data Engineer', offers: 15 },
      { role: 'SRE', offers: 4 },
    ]);
  });
});
