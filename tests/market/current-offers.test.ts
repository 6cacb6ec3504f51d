import { describe, expect, test } from '@jest/globals';
import { marketOf, offer, query } from './some-market.js';

/** The exact cohort's P50 and count, of offers in one pool. */
async function middle(
  entries: Parameters<typeof marketOf>[0],
): Promise<{ offers: number; p50: number | undefined }> {
  const market = await marketOf(entries);
  const { offers, percentiles } = market.estimate(query({ quantile: 'hf7' })).exactCohort;
  return { offers, p50: percentiles[2]?.value };
}

describe('which offers are current', () => {
  const person = { contributor: 'ann', employer: 'Acme' };

  test('of one contributor, employer and role only the firmest counts', async () => {
    const found = await middle([
      offer(90_000, { ...person, evidenceTier: 'accepted', date: '2024-02-01' }),
      offer(99_000, { ...person, evidenceTier: 'posted', date: '2024-05-01' }),
    ]);
    expect(found).toEqual({ offers: 1, p50: 90_000 });
  });

  test('of equally firm ones the latest counts, wherever it stands in the file', async () => {
    const later = offer(95_000, { ...person, date: '2024-05-01' });
    const earlier = offer(90_000, { ...person, date: '2024-02-01' });
    expect(await middle([later, earlier])).toEqual({ offers: 1, p50: 95_000 });
    expect(await middle([earlier, later])).toEqual({ offers: 1, p50: 95_000 });
  });

  test('identical rows of an anonymous survey all stay', async () => {
    expect((await middle([offer(90_000), offer(90_000), offer(90_000)])).offers).toBe(3);
  });

  test('offers of unknown employers are not each other', async () => {
    expect(
      (await middle([offer(90_000, { contributor: 'ann' }), offer(95_000, { contributor: 'ann' })])).offers,
    ).toBe(2);
  });

  test('an interview without pay is no offer', async () => {
    expect((await middle([offer(90_000), { role: 'Data Engineer', outcome: 'rejected' }])).offers).toBe(1);
  });
});

describe('pay a full-time year', () => {
  test.each([
    ['month', 5_000, {}, 60_000],
    ['hour', 50, {}, 104_000],
    ['hour', 50, { hours: 20 }, 52_000],
    ['day', 400, { employment: 'contractor' as const }, 88_000],
    ['year', 40_000, { employment: 'part-time' as const, hours: 20 }, 80_000],
  ] as const)('%s pay of %d %o', async (period, pay, more, year) => {
    expect((await middle([offer(pay, { period, ...more })])).p50).toBeCloseTo(year, 6);
  });

  test('part-time pay without hours is kept out', async () => {
    const rows = [offer(90_000), offer(30_000, { employment: 'part-time' })];
    expect(await middle(rows)).toEqual({ offers: 1, p50: 90_000 });
  });

  test('an accepted pay takes the place of what was offered', async () => {
    const rows = [offer([80_000, 100_000], { evidenceTier: 'posted', acceptedPay: 8_500_000 })];
    expect((await middle(rows)).p50).toBeCloseTo(85_000, 6);
  });
});

describe('what a figure includes', () => {
  const rows = [
    offer(100_000, { bonus: 1_000_000, equityPerYear: 500_000, signOn: 800_000 }),
    offer(110_000, { bonus: 0 }),
    offer(120_000),
  ];

  test.each([
    ['basePay', 3, 110_000],
    ['totalCash', 2, 110_000],
    ['total', 1, 117_000],
  ] as const)('%s leaves out offers with an unknown part', async (basis, offers, p50) => {
    const { exactCohort } = (await marketOf(rows)).estimate(query({ basis, quantile: 'hf7' }));
    expect(exactCohort.offers).toBe(offers);
    expect(exactCohort.percentiles[2]!.value).toBeCloseTo(p50, 6);
  });
});
