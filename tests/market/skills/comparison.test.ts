import { describe, expect, test } from '@jest/globals';
import { restoreMarket } from '../../../src/market/market.js';
import { passRate } from '../../../src/market/skills/rates.js';
import type { Entry } from '../../../src/domain/entry.js';
import { plantMarket } from '../../../scripts/prove/skills/planted-market.js';
import { marketOf, offer, query, tools } from '../some-market.js';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** Of forty offers all ask for SQL, ten for Kafka too, and five of them for Flink. */
const entries = times(40, (i) =>
  offer(90_000, {
    employer: `E${i}`,
    skills: ['SQL', ...(i < 10 ? ['Kafka'] : []), ...(i < 5 ? ['Flink'] : [])],
  }),
);

describe('coverage', () => {
  test('weighs each skill by how rare it is, and stands among the peers’ own', async () => {
    const { coverage } = (await marketOf(entries)).compareSkills(query({ skills: ['SQL', 'Kafka'] }))!;
    const [kafka, flink] = [-Math.log(10 / 40), -Math.log(5 / 40)];
    expect(coverage.share).toBeCloseTo(kafka / (kafka + flink), 12);
    // Thirty offers ask for less, five for the same, five for more.
    expect(coverage.percentile).toBeCloseTo((100 * (30 + 2.5)) / 40, 12);
  });

  test('of what nobody asks for is none', async () => {
    const { coverage, skills } = (await marketOf(entries)).compareSkills(query({ skills: ['Cobol'] }))!;
    expect(coverage.share).toBe(0);
    expect(skills.at(-1)).toMatchObject({ skill: 'Cobol', have: true, offersWith: 0, withheld: 'tooFew' });
    expect(skills.at(-1)!.demand.share).toBe(0);
  });

  test('rises with every skill of the role', async () => {
    const market = await marketOf(entries);
    const shares = [[], ['SQL'], ['SQL', 'Kafka'], ['SQL', 'Kafka', 'Flink']].map(
      (skills) => market.compareSkills(query({ skills }))!.coverage.share!,
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

test('what at least half of the offers ask for, and pays nothing of its own, is expected', async () => {
  const { expected, distinguishing } = (await marketOf(entries)).compareSkills(query())!;
  expect(expected).toEqual(['SQL']);
  expect(distinguishing).toEqual([]);
});

describe('a comparison', () => {
  const world = plantMarket(7, 1_500);
  const asked = query({ role: 'Backend Engineer', currency: 'EUR' });

  test('is the same from a snapshot, without learning anew', async () => {
    const market = await marketOf(world.entries);
    const first = market.compareSkills(asked);
    expect(market.learnt).toBe(2);
    const restored = restoreMarket(market.snapshot(), tools);
    expect(restored.learnt).toBe(2);
    expect(restored.compareSkills(asked)).toStrictEqual(first);
    expect(restored.demand(asked)).toStrictEqual(market.demand(asked));
  });

  test('names what one has that is rare and paid, the best paid first', async () => {
    const market = await marketOf(world.entries);
    const all = market.compareSkills(asked)!.skills;
    const paid = all.filter(
      ({ premium, demand }) => premium !== null && premium.low > 0 && demand.high < 0.5,
    );
    expect(paid.length).toBeGreaterThan(2);
    const skills = all.map(({ skill }) => skill);
    const { distinguishing } = market.compareSkills({ ...asked, skills })!;
    const byPay = [...paid].sort((a, b) => b.premium!.percent - a.premium!.percent);
    expect(distinguishing).toEqual(byPay.map(({ skill }) => skill));
    expect(market.compareSkills({ ...asked, skills: [] })!.distinguishing).toEqual([]);
  });
});

test('where no offer has the tax asked for, demand is told and no premium', async () => {
  const { premiums, skills } = (await marketOf(entries)).compareSkills(query({ tax: 'net' }))!;
  expect(premiums).toBeNull();
  expect(skills.map(({ skill }) => skill)).toEqual(['SQL', 'Kafka', 'Flink']);
});

describe('what was passed', () => {
  const interview = (more: Entry): Entry => ({ role: 'Data Engineer', date: '2024-06-01', ...more });
  const own = { person: 'ada', batches: new Set<number>() };

  test('is what was asked and not missed, by person to the letter', async () => {
    const market = await marketOf([
      interview({ contributor: 'ada', skillsAsked: ['Kafka', 'SQL'], skillsMissed: ['Kafka'] }),
      interview({ contributor: 'ada', skillsAsked: ['kafka'], skillsMissed: [] }),
      interview({ contributor: 'Ada', skillsAsked: ['Kafka'] }),
      interview({ skillsAsked: ['Kafka'] }),
    ]);
    const passes = { everyone: market.passesOfRole(query()), own: market.ownPasses(own) };
    expect(passes.own.skills.get('kafka')).toEqual({ name: 'Kafka', asked: 2, passes: 1 });
    expect(passes.own.skills.get('sql')).toEqual({ name: 'SQL', asked: 1, passes: 1 });
    expect(passes.everyone.skills.get('kafka')).toMatchObject({ asked: 4, passes: 3 });
    const unnamed = market.ownPasses({ person: 'ada', batches: new Set([1]) });
    expect(unnamed.skills.get('kafka')).toMatchObject({ asked: 3 });
  });

  test('of a stage is going on from it; what is open or was left tells nothing', async () => {
    const rows = [
      { stage: 'technical', outcome: 'rejected' },
      { stage: 'technical', outcome: 'pending' },
      { stage: 'technical', outcome: 'withdrawn' },
      { stage: 'onsite', outcome: 'ghosted' },
      { stage: 'offer', outcome: 'declined' },
    ] as const;
    const market = await marketOf(rows.map((row) => interview({ contributor: 'ada', ...row })));
    const { stages } = market.ownPasses(own);
    expect(stages.get('technical')).toMatchObject({ asked: 3, passes: 2 });
    expect(stages.get('screening')).toMatchObject({ asked: 5, passes: 5 });
    expect(stages.get('onsite')).toMatchObject({ asked: 2, passes: 1 });
    expect(stages.get('offer')).toMatchObject({ asked: 1, passes: 1 });
  });

  test('is shrunk towards one half', () => {
    expect([0, 1, 8].map((asked) => passRate({ asked, passes: asked }))).toEqual([0.5, 2 / 3, 0.9]);
  });
});
