import { describe, expect, test } from '@jest/globals';
import { randomInt, seededRandom, type Random } from '../../src/core/random.js';
import type { Entry } from '../../src/domain/entry.js';
import { marketOf, offer, query } from './some-market.js';

const ROLES = ['Data Engineer', 'Data Scientist', 'SRE', 'Nurse'];
const LEVELS = ['Junior', 'Senior', 'Staff'];
const COUNTRIES = ['US', 'DE', 'PL'];

/** Offers on fixed grades: pay follows from role and level to the cent. */
function graded(role: number, level: number, country: number, i: number): Entry {
  return offer(60_000 + 10_000 * role + 15_000 * level, {
    role: ROLES[role]!,
    level: LEVELS[level]!,
    country: COUNTRIES[country]!,
    employer: `e${i % 7}`,
    years: level * 4 + (i % 3),
    skills: [i % 2 === 0 ? 'SQL' : 'Go'],
  });
}

const graduated = ROLES.flatMap((_, role) =>
  LEVELS.flatMap((__, level) =>
    COUNTRIES.flatMap((___, country) =>
      Array.from({ length: 8 }, (____, i) => graded(role, level, country, i)),
    ),
  ),
);

const questions = [
  query(),
  query({ role: 'Nurse', level: 'Staff', country: 'PL' }),
  query({ role: 'SRE', level: 'Principal', country: 'FR', years: 30 }),
  query({ role: 'Data Scientist', skills: ['Go', 'Kafka'], employer: 'e3', asOf: '2030-01-01' }),
];

describe('pay that does not vary', () => {
  test.each([
    ['on fixed grades', graduated],
    [
      'the same for all',
      Array.from({ length: 300 }, (_, i) => ({ ...graded(0, 1, i % 3, i), role: ROLES[i % 4]! })),
    ],
    [
      'on fixed grades but for one offer in fifty',
      graduated.map((entry, i) =>
        i % 50 === 7 ? { ...entry, payMin: 40_000_000, payMax: 40_000_000 } : entry,
      ),
    ],
    [
      'on fixed grades, some of it as ranges',
      graduated.map((entry, i) => (i % 5 === 0 ? { ...entry, payMax: entry.payMin! * 1.2 } : entry)),
    ],
  ])('gives figures near what is paid: %s', async (_, entries) => {
    const market = await marketOf(entries);
    for (const asked of questions) {
      const { percentiles, rangeBounds } = market.estimate(asked);
      expect(percentiles).toHaveLength(5);
      const figures = [
        ...percentiles.map(({ value }) => value),
        ...rangeBounds.flatMap(({ low, high }) => [low!, high!]),
      ];
      for (const figure of figures) {
        expect(figure).toBeGreaterThan(30_000);
        expect(figure).toBeLessThan(400_000);
      }
    }
  });
});

/** A few offers of a few rates of pay, some of it unlike all the rest, much of it unsaid. */
function fewOffers(random: Random): Entry[] {
  const rates = Array.from(
    { length: 1 + randomInt(random, 4) },
    () => 50_000 + 1_000 * randomInt(random, 100),
  );
  const [odd, ranges] = [0.1 * random(), 0.3 * random()];
  return Array.from({ length: 5 + randomInt(random, 30) }, (_, i) => {
    const [role, level] = [randomInt(random, ROLES.length), randomInt(random, LEVELS.length)];
    const rate = random() < odd ? 20_000 + randomInt(random, 500_000) : rates[(role + level) % rates.length]!;
    return offer(random() < ranges ? [rate, 1.25 * rate] : rate, {
      role: ROLES[role]!,
      date: `20${20 + randomInt(random, 5)}-0${1 + randomInt(random, 9)}-01`,
      ...(random() < 0.8 ? { level: LEVELS[level]! } : {}),
      ...(random() < 0.7 ? { employer: `e${i % 6}` } : {}),
      ...(random() < 0.5 ? { years: randomInt(random, 20) } : {}),
      ...(random() < 0.5 ? { skills: ['Go'] } : {}),
    });
  });
}

test('a few offers of hardly varying pay give no figure out of all proportion', async () => {
  for (let seed = 0; seed < 30; seed++) {
    const entries = fewOffers(seededRandom(seed));
    const pays = entries.flatMap(({ payMin, payMax }) => [payMin! / 100, payMax! / 100]);
    const market = await marketOf(entries);
    for (const asked of questions) {
      const { percentiles, rangeBounds } = market.estimate(asked);
      const bounds = rangeBounds.flatMap(({ low, high }) => [low!, high!]);
      for (const figure of [...percentiles.map(({ value }) => value), ...bounds]) {
        expect(figure).toBeGreaterThan(Math.min(...pays) / 10);
        expect(figure).toBeLessThan(10 * Math.max(...pays));
      }
    }
  }
});
