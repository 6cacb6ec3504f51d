import { beforeAll, describe, expect, test } from '@jest/globals';
import { premiumsHold, scorePremiums } from '../../../scripts/prove/skills/planted-premiums.js';
import { randomInt, randomNormal, seededRandom } from '../../../src/core/random.js';
import type { Entry } from '../../../src/domain/entry.js';
import type { SkillsComparison } from '../../../src/market/skills/compared-skill.js';
import { marketOf, offer, query } from '../some-market.js';

interface Plan {
  readonly offers: number;
  readonly employers: number;
  readonly skills: (random: () => number, level: string) => string[];
  readonly effects: Readonly<Record<string, number>>;
}

/** Offers of data engineers: a senior is paid 1.5 times a junior, an employer's offers have something in common. */
function plan({ offers, employers, skills, effects }: Plan, seed = 1): Entry[] {
  const random = seededRandom(seed);
  const shifts = Array.from({ length: Math.max(1, employers) }, () => 0.05 * randomNormal(random));
  return Array.from({ length: offers }, () => {
    const level = random() < 0.5 ? 'Junior' : 'Senior';
    const has = skills(random, level);
    const who = randomInt(random, Math.max(1, employers));
    const paid = has.reduce((sum, skill) => sum + (effects[skill] ?? 0), 0);
    const log = 11 + (level === 'Senior' ? 0.4 : 0) + shifts[who]! + paid + 0.1 * randomNormal(random);
    return offer(Math.exp(log), {
      level,
      skills: has,
      ...(employers > 0 ? { employer: `Employer ${who}` } : {}),
    });
  });
}

async function compared(entries: readonly Entry[]): Promise<SkillsComparison> {
  return (await marketOf(entries)).compareSkills(query())!;
}

const skillOf = (comparison: SkillsComparison, name: string) =>
  comparison.skills.find(({ skill }) => skill === name)!;

const some = (random: () => number, chances: Readonly<Record<string, number>>): string[] =>
  Object.entries(chances).flatMap(([skill, chance]) => (random() < chance ? [skill] : []));

describe('what is stated holds on planted worlds', () => {
  test('of effects, false statements and intervals; a difference of means fails the same', async () => {
    const { engine, naive } = await scorePremiums(2, 2_500, 101);
    expect(engine.real).toBeGreaterThan(10);
    expect(premiumsHold(engine)).toBe(true);
    expect(premiumsHold(naive)).toBe(false);
  });
});

describe('a premium', () => {
  let comparison: SkillsComparison;
  beforeAll(async () => {
    comparison = await compared(
      plan({
        offers: 900,
        employers: 60,
        // Rust comes with seniority, and pays nothing of its own.
        skills: (random, level) =>
          some(random, { Kafka: 0.3, Go: 0.4, Rust: level === 'Senior' ? 0.8 : 0.1 }),
        effects: { Kafka: 0.12 },
      }),
    );
  });

  test('is a skill’s own, with level, employer and the other skills held as they are', () => {
    const { premium, withheld } = skillOf(comparison, 'Kafka');
    expect(withheld).toBeNull();
    const truth = 100 * Math.expm1(0.12);
    expect(premium!.low).toBeLessThan(truth);
    expect(premium!.high).toBeGreaterThan(truth);
    expect(premium!.low).toBeGreaterThan(5);
  });

  test('of what merely comes with seniority is withheld', () => {
    expect(skillOf(comparison, 'Rust')).toMatchObject({ premium: null, withheld: 'notDistinguishable' });
  });

  test('comes with its counts: offers with and without add up to the offers learnt from', () => {
    for (const { offersWith, offersWithout } of comparison.skills)
      expect(offersWith + offersWithout).toBe(comparison.premiums!.offers);
    expect(comparison.premiums).toMatchObject({ currency: 'USD', tax: 'gross', employersKnown: true });
  });
});

describe('offers without recorded skills are unknown, not without skills', () => {
  test('they are on neither side', async () => {
    const known = plan({
      offers: 200,
      employers: 15,
      skills: (random) => some(random, { Kafka: 0.5 }),
      effects: {},
    });
    const blank = Array.from({ length: 300 }, () => offer(90_000, { employer: 'Employer 1' }));
    const { premiums, skills } = await compared([...known, ...blank]);
    expect(premiums!.offers).toBe(200);
    expect(skills[0]!.offersWith + skills[0]!.offersWithout).toBe(200);
  });
});

test('of a skill with fewer than ten offers is withheld, and says so', async () => {
  const entries = Array.from({ length: 120 }, (_, i) =>
    offer(90_000 + 100 * i, { employer: `E${i % 30}`, skills: i < 9 ? ['Elm', 'SQL'] : ['SQL'] }),
  );
  const elm = skillOf(await compared(entries), 'Elm');
  expect(elm).toMatchObject({ offersWith: 9, offersWithout: 111, premium: null, withheld: 'tooFew' });
});

describe('employers', () => {
  const skills = (random: () => number): string[] => some(random, { Kafka: 0.5 });

  test('of fewer than five on a side are too few, however many offers they have', async () => {
    const entries = plan({ offers: 400, employers: 4, skills, effects: { Kafka: 0.2 } });
    expect(skillOf(await compared(entries), 'Kafka').withheld).toBe('tooFew');
  });

  test('that are not named leave each offer to count by itself, and the answer says so', async () => {
    const entries = plan({ offers: 400, employers: 0, skills, effects: { Kafka: 0.2 } });
    const comparison = await compared(entries);
    expect(comparison.premiums!.employersKnown).toBe(false);
    expect(comparison.peers.employers).toBeNull();
    expect(skillOf(comparison, 'Kafka').premium!.low).toBeGreaterThan(10);
  });

  test('that alone ask for a skill do not make it pay: their offers are not independent', async () => {
    const random = seededRandom(4);
    const entries = Array.from({ length: 600 }, (_, i) => {
      const who = i % 30;
      const shift = 0.1 * Math.sin(7 * who);
      // Six employers, who happen to pay more than most, ask for it of everyone.
      const skills = who < 6 ? ['Elixir', 'SQL'] : ['SQL'];
      return offer(90_000 * Math.exp(shift + 0.03 * randomNormal(random)), { employer: `E${who}`, skills });
    });
    expect(skillOf(await compared(entries), 'Elixir').withheld).toBe('notDistinguishable');
  });
});

describe('skills that come together', () => {
  test('are shown as a bundle, whose premium is not counted twice', async () => {
    const comparison = await compared(
      plan({
        offers: 800,
        employers: 50,
        skills: (random) => {
          const [web, alone] = [random() < 0.4, random() < 0.03];
          return [
            ...(web ? ['React', 'JavaScript'] : alone ? ['JavaScript'] : []),
            ...some(random, { SQL: 0.4 }),
          ];
        },
        effects: { React: 0.1 },
      }),
    );
    expect(comparison.bundles).toHaveLength(1);
    const [bundle] = comparison.bundles;
    expect([...bundle!.skills].sort()).toEqual(['JavaScript', 'React']);
    const truth = 100 * Math.expm1(0.1);
    expect(bundle!.premium!.low).toBeLessThan(truth);
    expect(bundle!.premium!.high).toBeGreaterThan(truth);
    const [react, script] = ['React', 'JavaScript'].map((name) => skillOf(comparison, name));
    const high = (react!.premium?.high ?? 0) + (script!.premium?.low ?? 0);
    expect(high).toBeLessThan(2 * truth);
  });
});

describe('not worth learning for pay', () => {
  const skills = (random: () => number): string[] => some(random, { Kafka: 0.4, COBOL: 0.3 });

  test('is said where many offers put the premium below 2 %', async () => {
    const { notWorthForPay } = await compared(
      plan({ offers: 2_000, employers: 80, skills, effects: { Kafka: 0.1 } }),
    );
    expect(notWorthForPay).toEqual(['COBOL']);
  });

  test('is not said where few offers leave it open', async () => {
    const { notWorthForPay } = await compared(
      plan({ offers: 120, employers: 30, skills, effects: { Kafka: 0.1 } }),
    );
    expect(notWorthForPay).toEqual([]);
  });
});
