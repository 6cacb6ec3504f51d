import { describe, expect, test } from '@jest/globals';
import { scoreSeries, seriesHold } from '../../../scripts/prove/skills/planted-series.js';
import type { Entry } from '../../../src/domain/entry.js';
import type { Demand } from '../../../src/domain/demand.js';
import { normalQuantile } from '../../../src/stats/normal.js';
import { studentTQuantile } from '../../../src/stats/student-t.js';
import { wilsonInterval } from '../../../src/stats/wilson-interval.js';
import { marketOf, offer, query } from '../some-market.js';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

async function demandFor(
  entries: readonly Entry[],
  asked = query(),
): Promise<Omit<Demand, 'suppressed'> | null> {
  return (await marketOf(entries)).demand(asked);
}

const skillOf = (demand: Omit<Demand, 'suppressed'> | null, name: string) =>
  demand!.skills.find(({ skill }) => skill === name)!;

describe('the share of offers that ask for a skill', () => {
  test('is of the last twelve months, of offers with recorded skills alone', async () => {
    const demand = await demandFor([
      ...times(30, (i) => offer(90_000, { employer: `E${i}`, skills: i < 12 ? ['Kafka'] : ['SQL'] })),
      ...times(50, () => offer(90_000, { employer: 'Old', date: '2022-01-01', skills: ['Kafka'] })),
      ...times(20, () => offer(90_000, { employer: 'Blank' })),
    ]);
    expect(demand).toMatchObject({ asOf: '2024-07-01', rows: 30, employers: 30 });
    expect(skillOf(demand, 'Kafka').lastYear).toMatchObject({ share: 0.4, n: 30 });
  });

  test('has Wilson’s interval with Student’s factor where every offer is another employer’s', async () => {
    const demand = await demandFor(
      times(40, (i) => offer(90_000, { employer: `E${i}`, skills: i < 10 ? ['Kafka'] : ['SQL'] })),
    );
    const { low, high } = wilsonInterval(0.25, 40, studentTQuantile(0.95, 39));
    const { lastYear } = skillOf(demand, 'Kafka');
    expect(lastYear.low).toBeCloseTo(low, 2);
    expect(lastYear.high).toBeCloseTo(high, 2);
  });

  test('is less sure where an employer’s offers all ask for the same', async () => {
    const rows = (employerOf: (i: number) => string): Entry[] =>
      times(400, (i) =>
        offer(90_000, { employer: employerOf(i), skills: i % 20 < 10 ? ['Kafka'] : ['SQL'] }),
      );
    const [apart, together] = [
      skillOf(await demandFor(rows((i) => `E${i}`)), 'Kafka').lastYear,
      skillOf(await demandFor(rows((i) => `E${i % 20}`)), 'Kafka').lastYear,
    ];
    expect(together.high - together.low).toBeGreaterThan(3 * (apart.high - apart.low));
    expect(apart.high - apart.low).toBeCloseTo(2 * normalQuantile(0.95) * Math.sqrt(0.25 / 400), 2);
  });

  test('where too few offers name their employer counts offers, and the answer says so', async () => {
    const demand = await demandFor(times(40, (i) => offer(90_000, { skills: i < 10 ? ['Kafka'] : ['SQL'] })));
    expect(demand!.employers).toBeNull();
  });

  test('is also of offers without a date, where none has one', async () => {
    const demand = await demandFor(
      times(40, () => ({ ...offer(90_000, { skills: ['Kafka'] }), date: undefined })),
    );
    expect(demand).toMatchObject({ asOf: null, rows: 40, quarters: [] });
    expect(skillOf(demand, 'Kafka').change.verdict).toBe('unclear');
  });
});

describe('the cell that is looked at', () => {
  const entries = [
    ...times(60, () => offer(90_000, { level: 'Senior', skills: ['Kafka'] })),
    ...times(60, () => offer(90_000, { level: 'Junior', country: 'DE', skills: ['SQL'] })),
  ];

  test('is that of the level and country asked for', async () => {
    const demand = await demandFor(entries, query({ level: 'Junior', country: 'DE' }));
    expect(demand!.skills.map(({ skill }) => skill)).toEqual(['SQL']);
    expect(demand!.widened).toEqual([]);
  });

  test('gives up conditions, and names them, until there are thirty rows', async () => {
    const demand = await demandFor(entries, query({ level: 'Senior', country: 'DE' }));
    expect(demand).toMatchObject({ rows: 60, widened: ['any level'] });
  });

  test('never gives up the role', async () => {
    expect(await demandFor(entries, query({ role: 'Designer' }))).toBeNull();
  });
});

describe('interviews', () => {
  test('count apart from offers, those without a pay included', async () => {
    const interview = (i: number): Entry => ({
      role: 'Data Engineer',
      date: '2024-06-01',
      stage: 'technical',
      skillsAsked: i < 20 ? ['Spark'] : ['SQL'],
      ...(i < 10 ? { skillsMissed: ['Airflow'] } : {}),
    });
    const demand = await demandFor([
      ...times(30, () => offer(90_000, { skills: ['Kafka'] })),
      ...times(40, interview),
    ]);
    expect(demand!.rows).toBe(30);
    const shares = new Map(demand!.interviews!.skills.map(({ skill, lastYear }) => [skill, lastYear.share]));
    // What was missed was asked about.
    expect([shares.get('Spark'), shares.get('SQL'), shares.get('Airflow')]).toEqual([0.5, 0.5, 0.25]);
  });
});

describe('change', () => {
  const half = (date: string, kafka: number, n: number): Entry[] =>
    times(n, (i) => offer(90_000, { date, employer: `E${i}`, skills: i < kafka ? ['Kafka'] : ['SQL'] }));

  test('is the later half of the year less the earlier, in points', async () => {
    const demand = await demandFor([...half('2024-02-01', 200, 1_000), ...half('2024-11-01', 320, 1_000)]);
    const { change } = skillOf(demand, 'Kafka');
    expect(change.verdict).toBe('rising');
    expect(change.points).toBeCloseTo(12, 9);
    expect(change.low).toBeGreaterThan(0);
    expect(skillOf(demand, 'SQL').change.verdict).toBe('falling');
  });

  test('of few rows is unclear, not flat', async () => {
    const demand = await demandFor([...half('2024-02-01', 5, 20), ...half('2024-11-01', 5, 20)]);
    expect(skillOf(demand, 'Kafka').change).toMatchObject({ points: 0, verdict: 'unclear' });
  });

  test('of many rows that stays is flat', async () => {
    const demand = await demandFor([...half('2024-02-01', 500, 2_000), ...half('2024-11-01', 505, 2_000)]);
    expect(skillOf(demand, 'Kafka').change.verdict).toBe('flat');
  });

  test('without an earlier half is unclear', async () => {
    const demand = await demandFor(half('2024-11-01', 20, 60));
    expect(skillOf(demand, 'Kafka').change.verdict).toBe('unclear');
  });

  test('on planted series is called as it was planted', async () => {
    const score = await scoreSeries(8, 1);
    expect(score.flat).toBeGreaterThan(100);
    expect(score.large).toBeGreaterThan(5);
    expect(seriesHold(score)).toBe(true);
  });
});

test('shares by quarter are of each quarter’s own rows, the oldest first', async () => {
  const demand = await demandFor([
    ...times(40, (i) => offer(90_000, { date: '2024-02-01', skills: i < 10 ? ['Kafka'] : ['SQL'] })),
    ...times(20, (i) => offer(90_000, { date: '2024-05-01', skills: i < 10 ? ['Kafka'] : ['SQL'] })),
  ]);
  expect(demand!.quarters).toEqual(['2024-Q1', '2024-Q2']);
  expect(skillOf(demand, 'Kafka').shares.map(({ share, n }) => [share, n])).toEqual([
    [0.25, 40],
    [0.5, 20],
  ]);
});
