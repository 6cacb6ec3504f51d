import { describe, expect, test } from '@jest/globals';
import { marketOf, offer, query } from './some-market.js';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const whole = query({
  level: 'Senior',
  country: 'US',
  region: 'California',
  city: 'Oakland',
  skills: ['Kafka', 'SQL'],
  years: 6,
  workMode: 'remote',
  employment: 'employee',
  employer: 'Acme',
});
const exact = {
  region: 'California',
  city: 'Oakland',
  skills: ['SQL', 'Kafka', 'Go'],
  years: 7,
  workMode: 'remote' as const,
  employer: 'Acme',
};

describe('the ladder of cohorts', () => {
  test('an exact cell with enough offers is not widened', async () => {
    const market = await marketOf(times(15, (i) => offer(100_000 + i, exact)));
    const { evidence, exactCohort } = market.estimate(whole);
    expect(evidence.widened).toEqual([]);
    expect(exactCohort.offers).toBe(15);
  });

  test('gives up one condition after another, in words, until there are fifteen offers', async () => {
    const rows = [
      ...times(3, () => offer(100_000, exact)),
      ...times(4, () => offer(100_000, { ...exact, skills: ['Kafka'] })),
      ...times(9, () => offer(100_000, { ...exact, skills: ['SQL'], city: 'Berkeley' })),
      ...times(30, () => offer(50_000, { country: 'DE' })),
    ];
    const { evidence, exactCohort } = (await marketOf(rows)).estimate(whole);
    expect(exactCohort.offers).toBe(3);
    expect(evidence.offers).toBe(16);
    // SQL is commoner than Kafka, so it goes first.
    expect(evidence.widened).toEqual([
      'any employer',
      'any work mode',
      'with or without SQL',
      'with or without Kafka',
      'all of California',
    ]);
  });

  test('ends with the role family, its country, and all', async () => {
    const rows = [
      offer(100_000),
      ...times(3, () => offer(100_000, { role: 'Data Scientist', level: 'Junior' })),
      ...times(4, () => offer(100_000, { role: 'Data Scientist', country: 'DE' })),
      ...times(4, () => offer(100_000, { role: 'SRE', country: 'DE' })),
    ];
    const { evidence } = (await marketOf(rows)).estimate(query({ level: 'Senior', country: 'US' }));
    expect(evidence.offers).toBe(12);
    expect(evidence.widened).toEqual(['any level', 'all data roles', 'any country', 'all roles']);
  });

  test('a skill list that is not known does not hold a skill', async () => {
    const rows = [offer(100_000, { skills: ['SQL'] }), offer(100_000), offer(100_000, { skills: [] })];
    const { exactCohort } = (await marketOf(rows)).estimate(query({ skills: ['sql'] }));
    expect(exactCohort.offers).toBe(1);
  });

  test('Paris in Texas is not Paris in France', async () => {
    const rows = [
      offer(100_000, { country: 'US', region: 'Texas', city: 'Paris' }),
      offer(100_000, { country: 'FR', city: 'Paris' }),
    ];
    const { exactCohort } = (await marketOf(rows)).estimate(query({ country: 'FR', city: 'Paris' }));
    expect(exactCohort.offers).toBe(1);
  });

  test('a location that is only known as written stands for a city', async () => {
    const rows = [offer(100_000, { location: 'Silicon Saxony' }), offer(100_000, { location: 'Elsewhere' })];
    const { exactCohort } = (await marketOf(rows)).estimate(
      query({ location: 'silicon saxony', country: 'US' }),
    );
    expect(exactCohort.offers).toBe(1);
  });
});

describe('the position of a pay', () => {
  test('is its percentile on the distribution of the answer, and its ratio to the P50', async () => {
    const market = await marketOf(times(41, (i) => offer(80_000 + 1_000 * i)));
    const { position, percentiles } = market.estimate(query({ pay: 10_000, period: 'month' }));
    expect(position?.pay).toBe(120_000);
    expect(position!.percentile).toBeGreaterThan(97);
    const atP75 = market.estimate(query({ pay: percentiles[3]!.value })).position!;
    expect(atP75.percentile).toBeCloseTo(75, 6);
    expect(atP75.compaRatio).toBeCloseTo(percentiles[3]!.value / percentiles[2]!.value, 12);
  });

  test('is 0 below and 100 above every offer', async () => {
    const market = await marketOf(times(20, (i) => offer(80_000 + 1_000 * i)));
    expect(market.estimate(query({ pay: 1 })).position!.percentile).toBe(0);
    expect(market.estimate(query({ pay: 1e9 })).position!.percentile).toBe(100);
  });

  test('one percentile asked for alone is that of the whole answer', async () => {
    const market = await marketOf(times(20, (i) => offer(80_000 + 1_000 * i, { employer: `e${i % 6}` })));
    expect(market.percentile(query(), 75)).toEqual(market.estimate(query()).percentiles[3]);
    expect(market.percentile(query({ role: 'Nobody' }), 75)).toBeNull();
  });
});
