import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/domain/entry.js';
import { releaseSchema, type ReleaseLedger } from '../../../src/domain/release.js';
import type { ReleasedDemand } from '../../../src/domain/released-skills.js';
import { inSteps, roundedPart } from '../../../src/market/release/skills/steps.js';
import { query } from '../some-market.js';
import { answersOf, offersOf, releaseOf } from './some-release.js';

/** Offers of people and employers of their own, of which so many ask for Kafka, and all for SQL or Java. */
function asking(count: number, kafka: number, more: Entry = {}): Entry[] {
  return offersOf(count, count, count, undefined, more).map((entry, i) => ({
    ...entry,
    skills: [i % 2 === 0 ? 'SQL' : 'Java', ...(i < kafka ? ['Kafka'] : [])],
  }));
}

async function demandOf(entries: readonly Entry[], before: ReleaseLedger | null = null) {
  const made = await releaseOf(entries, { before });
  const { offers } = made.release.skills;
  const whole = offers.find(({ level, country }) => level === null && country === null);
  return { ...made, offers, whole };
}

const kafkaIn = (cell: ReleasedDemand | undefined) => cell?.skills.find(({ skill }) => skill === 'Kafka');

describe('the share of a skill', () => {
  test('is released where enough ask for it and enough do not', async () => {
    for (const [kafka, released] of [
      [4, false],
      [5, true],
      [25, true],
      [26, false],
      [30, false],
    ] as const) {
      const { whole } = await demandOf(asking(30, kafka));
      expect(kafkaIn(whole) !== undefined).toBe(released);
    }
  });

  test('is no finer than its rounded counts, and inside its interval', async () => {
    const { whole } = await demandOf(asking(30, 13));
    const { share, low, high } = kafkaIn(whole)!;
    expect(share).toBe(0.5);
    expect(low).toBeLessThan(13 / 30);
    expect(high).toBeGreaterThan(0.5);
    for (const value of [low, high]) expect(inSteps(0.025, value)).toBe(value);
  });

  test('needs four employers on each side, none of them above a fourth', async () => {
    const few = asking(40, 20).map((entry, i) => (i < 20 ? { ...entry, employer: `big ${i % 3}` } : entry));
    expect(kafkaIn((await demandOf(few)).whole)).toBeUndefined();
  });

  test('of a level is withheld where the others of its role could be told by subtraction', async () => {
    const levels = (kafkaOfOthers: number): Entry[] => [
      ...asking(40, 20, { level: 'Senior' }),
      ...asking(20, kafkaOfOthers, { level: undefined }).map((entry, i) => ({
        ...entry,
        contributor: `other${i}`,
        employer: `other${i}`,
      })),
    ];
    const seniorsKafka = async (others: number) => {
      const { offers } = await demandOf(levels(others));
      return kafkaIn(offers.find(({ level, country }) => level === 'Senior' && country === null));
    };
    expect(await seniorsKafka(0)).toBeDefined();
    expect(await seniorsKafka(2)).toBeUndefined();
    expect(await seniorsKafka(6)).toBeDefined();
    expect(await seniorsKafka(18)).toBeUndefined();
  });

  test('of a quarter is released with that of its year, where neither tells of few', async () => {
    const year = (kafkaOfOthers: number): Entry[] => [
      ...asking(40, 20, { date: '2024-08-01' }),
      ...asking(20, kafkaOfOthers, { date: '2024-02-01' }).map((entry, i) => ({
        ...entry,
        contributor: `other${i}`,
        employer: `other${i}`,
      })),
    ];
    const quartersOf = async (others: number) =>
      kafkaIn((await demandOf(year(others))).whole)!.quarters.map(({ quarter }) => quarter);
    expect(await quartersOf(8)).toEqual(['2024-Q1', '2024-Q3']);
    expect(await quartersOf(3)).toEqual([]);
    expect(await quartersOf(0)).toEqual(['2024-Q3']);
  });
});

describe('from one release to the next', () => {
  const first = asking(30, 12);
  const arriving = (count: number, skills: readonly string[]): Entry[] =>
    offersOf(count, count, count).map((entry, i) => ({
      ...entry,
      contributor: `new${i}`,
      employer: `new${i}`,
      skills: [...skills],
    }));

  test('a share stays until enough have changed on each side that has', async () => {
    const before = await demandOf(first);
    const shareAfter = async (entries: readonly Entry[]) =>
      kafkaIn((await demandOf([...first, ...entries], before.ledger)).whole)!.share;
    const was = kafkaIn(before.whole)!.share;
    expect(was).toBe(roundedPart({ shareStep: 0.025, countStep: 5 }, 12, 30));
    // Enough arrive, but few of them with the skill.
    expect(await shareAfter([...arriving(30, ['SQL']).slice(4), ...arriving(4, ['SQL', 'Kafka'])])).toBe(was);
    expect(await shareAfter(arriving(30, ['SQL']))).not.toBe(was);
    expect(await shareAfter(arriving(30, ['SQL', 'Kafka']))).not.toBe(was);
  });

  test('nothing new is the same release, and remembers the same', async () => {
    const before = await releaseOf(first);
    const again = await releaseOf(first, { before: before.ledger });
    expect(again.release).toEqual(before.release);
    expect(again.ledger).toEqual(before.ledger);
    expect(releaseSchema.parse(before.release)).toEqual(before.release);
  });

  test('of few arrivals nothing shows, and none is forgotten', async () => {
    let { ledger } = await releaseOf(first);
    const told = new Set<string>();
    for (let count = 1; count <= 5; count++) {
      const next = await releaseOf([...first, ...arriving(count, ['SQL', 'Kafka'])], { before: ledger });
      told.add(JSON.stringify(next.release.skills));
      ({ ledger } = next);
      expect(told.size).toBe(count < 5 ? 1 : 2);
    }
  });

  test('what is gone stays as it was told while it is of few', async () => {
    const five = asking(12, 6);
    const before = await releaseOf(five);
    const { release } = await releaseOf(five.slice(0, 9), { before: before.ledger });
    expect(release.skills).toEqual(before.release.skills);
    const emptied = await releaseOf([], { before: before.ledger });
    expect(emptied.release.skills.offers).toEqual([]);
  });
});

describe('a premium', () => {
  /** Kafka goes with a fifth more pay. */
  const paid = asking(240, 80).map((entry, i) => {
    const pay = Math.round(9_000_000 * (i < 80 ? 1.2 : 1) * (1 + 0.02 * Math.sin(i)));
    return { ...entry, payMin: pay, payMax: pay };
  });

  test('is released rounded, with its interval, beside its counts', async () => {
    const { release } = await releaseOf(paid);
    const premiums = release.skills.premiums[0]!;
    expect(premiums).toMatchObject({ role: 'Data Engineer', currency: 'USD', basis: 'basePay', offers: 240 });
    const kafka = premiums.skills.find(({ skill }) => skill === 'Kafka')!;
    expect([kafka.offersWith, kafka.offersWithout]).toEqual([80, 160]);
    const { percent, low, high } = kafka.premium!;
    for (const each of [percent, low, high]) {
      const steps = Math.log1p(each / 100) / Math.log(1.025);
      expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6);
    }
    expect(low).toBeLessThan(20);
    expect(high).toBeGreaterThan(percent - 1e-9);
  });

  test('answers a comparison, with how many were tested and stated of those released', async () => {
    const compared = answersOf(await releaseOf(paid)).compareSkills(query({ skills: ['Kafka', 'Elm'] }))!;
    expect(compared.premiums).toMatchObject({ tested: 3, offers: 240 });
    expect(compared.premiums!.stated).toBeGreaterThan(0);
    expect(compared.distinguishing).toEqual(['Kafka']);
    const elm = compared.skills.find(({ skill }) => skill === 'Elm');
    expect(elm).toMatchObject({ withheld: 'notReleased', premium: null });
    expect(compared.coverage.percentile).toBeGreaterThan(0);
  });
});

describe('pass rates', () => {
  const interviews = (missed: number, people = 20): Entry[] =>
    Array.from({ length: 20 }, (_, i) => ({
      role: 'Data Engineer',
      date: '2024-06-01',
      contributor: `p${i % people}`,
      employer: `e${i}`,
      stage: 'technical',
      outcome: 'rejected' as const,
      skillsAsked: ['Kafka'],
      ...(i < missed ? { skillsMissed: ['Kafka'] } : {}),
    }));
  const rateOf = async (entries: readonly Entry[]) =>
    (await releaseOf(entries)).release.skills.passRates.find(({ name }) => name === 'Kafka');

  test('are released where enough passed and enough did not', async () => {
    expect(await rateOf(interviews(10))).toMatchObject({ asked: 20, passRate: 0.5 });
    expect(await rateOf(interviews(4))).toBeUndefined();
    expect(await rateOf(interviews(16))).toBeUndefined();
  });

  test('are of enough people, however many interviews those had', async () => {
    expect(await rateOf(interviews(10, 4))).toBeUndefined();
  });
});
