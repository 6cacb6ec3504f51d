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
const withoutEmployer = query({ ...whole, employer: undefined });
const exact = {
  region: 'California',
  city: 'Oakland',
  skills: ['SQL', 'Kafka', 'Go'],
  years: 7,
  workMode: 'remote' as const,
  employer: 'Acme',
};

describe('the ladder of cohorts', () => {
  test('an exact cell with three hundred offers is not widened', async () => {
    const market = await marketOf(times(310, (i) => offer(100_000 + i, { ...exact, employer: undefined })));
    const { evidence, exactCohort } = market.estimate(withoutEmployer);
    expect(evidence.widened).toEqual([]);
    expect([evidence.offers, exactCohort.offers]).toEqual([310, 310]);
  });

  test('gives up one condition after another, in words, until there are three hundred effective offers', async () => {
    const unnamed = { ...exact, employer: undefined };
    const rows = [
      ...times(3, (i) => offer(100_000 + i, exact)),
      ...times(140, (i) => offer(100_000 + i, { ...unnamed, skills: ['Kafka'] })),
      ...times(200, (i) => offer(100_000 + i, { ...unnamed, skills: ['SQL'], city: 'Berkeley' })),
      ...times(300, (i) => offer(50_000 + i, { country: 'DE' })),
    ];
    const { evidence, exactCohort } = (await marketOf(rows)).estimate(whole);
    expect([exactCohort.offers, evidence.offers]).toEqual([3, 343]);
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
      ...times(10, (i) => offer(100_000 + i)),
      ...times(30, (i) => offer(100_000 + i, { role: 'Data Scientist', level: 'Junior' })),
      ...times(40, (i) => offer(100_000 + i, { role: 'Data Scientist', country: 'DE' })),
      ...times(40, (i) => offer(100_000 + i, { role: 'SRE', country: 'DE' })),
    ];
    const { evidence } = (await marketOf(rows)).estimate(query({ level: 'Senior', country: 'US' }));
    expect(evidence.offers).toBe(120);
    expect(evidence.widened).toEqual(['any level', 'all data roles', 'any country', 'all roles']);
  });

  test('takes a thousand offers at most, the nearest and then the newest', async () => {
    const old = times(900, (i) => offer(100_000 + i, { date: '2023-01-01' }));
    const late = times(400, (i) => offer(100_000 + i, { date: '2024-01-01' }));
    const market = await marketOf([...old, ...late]);
    const { evidence } = market.estimate(query());
    expect([evidence.offers, evidence.oldest, evidence.newest]).toEqual([1000, '2023-01-01', '2024-01-01']);
    const dates = market.explain(query())!.nearest.map(({ date }) => date);
    expect(dates).toEqual(times(10, () => '2024-01-01'));
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
    expect(position!.percentile).toBeGreaterThan(90);
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
