import { describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../../src/core/random.js';
import { fitPayModel } from '../../../src/market/model/fit.js';
import { codedProfile, modelInput, type Offer } from './model-input.js';

const ROLES = ['Data Engineer', 'Data Analyst', 'Web Developer', 'Product Manager'];
const LEVELS = ['Junior', 'Middle', 'Senior'];
const SKILLS = ['Kafka', 'SQL', 'Go', 'Excel'];
const COUNTRIES = ['DE', 'PL', 'US'];

/** Offers whose pay is a sum of known effects and noise. */
function plantedOffers(count: number, seed = 1, noise = 0.1): Offer[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const [role, level, country] = [randomInt(random, 4), randomInt(random, 3), randomInt(random, 3)];
    const skills = SKILLS.filter(() => random() < 0.3);
    const years = randomInt(random, 3) + 3 * level;
    const employer = `Company ${randomInt(random, 40)}`;
    const logPay =
      10.5 + 0.1 * role + 0.3 * level + 0.2 * country + 0.02 * years + (skills.includes('Kafka') ? 0.1 : 0);
    const pay = Math.exp(logPay + noise * randomNormal(random));
    const [day, city] = [19_000 + randomInt(random, 700), `City ${randomInt(random, 5)}`];
    const names = { role: ROLES[role]!, level: LEVELS[level]!, country: COUNTRIES[country]! };
    return { pay, ...names, city, skills, years, employer, day };
  });
}

describe('a fit is a pure function of its rows', () => {
  const offers = plantedOffers(600);
  const input = modelInput(offers);
  const model = fitPayModel(input);
  const profiles = offers.slice(0, 40);

  test('the same rows give the same bits', () => {
    const again = fitPayModel(modelInput(offers));
    expect(again.mu).toEqual(model.mu);
    expect(again.spread).toEqual(model.spread);
    for (const profile of profiles) {
      expect(again.predict(codedProfile(input, profile))).toEqual(
        model.predict(codedProfile(input, profile)),
      );
    }
  });

  test('the codes of the dictionaries do not matter', () => {
    const other = modelInput(offers, (texts) => [...texts].reverse());
    const permuted = fitPayModel(other);
    for (const profile of profiles) {
      const [a, b] = [
        model.predict(codedProfile(input, profile)),
        permuted.predict(codedProfile(other, profile)),
      ];
      expect(Math.abs(a.mu - b.mu)).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(a.spread - b.spread)).toBeLessThanOrEqual(1e-9);
    }
  });

  test('the steps add up to mu less the mean', () => {
    for (const profile of profiles) {
      const coded = codedProfile(input, profile);
      const sum = model.steps(coded).reduce((total, step) => total + step.effect, 0);
      expect(Math.abs(sum - (model.predict(coded).mu - model.mean))).toBeLessThanOrEqual(1e-9);
    }
  });
});

describe('degenerate inputs give finite answers', () => {
  const one: Offer = {
    pay: 50_000,
    role: 'Data Engineer',
    level: 'Senior',
    country: 'DE',
    skills: ['SQL'],
    years: 3,
  };
  const cases: Record<string, readonly Offer[]> = {
    'no rows': [],
    'one row': [one],
    'two rows': [one, { ...one, pay: 60_000 }],
    'constant pay': Array.from({ length: 60 }, (_, i) => ({ ...one, years: i % 9, role: ROLES[i % 4]! })),
    'one role': plantedOffers(50).map((offer) => ({ ...offer, role: 'Data Engineer' })),
    'nothing known': Array.from({ length: 40 }, (_, i) => ({ pay: 40_000 + 1_000 * i })),
    'one employer': plantedOffers(50).map((offer) => ({ ...offer, employer: 'Only' })),
  };
  test.each(Object.entries(cases))('%s', (_name, offers) => {
    const input = modelInput(offers);
    const model = fitPayModel(input);
    expect([...model.mu, ...model.spread].every(Number.isFinite)).toBe(true);
    for (const profile of [one, {}, { role: 'Astronaut', level: 'Chief', years: 70, day: 30_000 }]) {
      const coded = codedProfile(input, profile);
      const { mu, spread } = model.predict(coded);
      const rows = Uint32Array.from(offers.keys());
      const variance = model.differenceVariance(
        coded,
        rows,
        new Float64Array(rows.length).fill(1 / rows.length),
      );
      const figures = [mu, spread, variance, model.borrowedShare(coded), model.tau, model.sigma];
      expect(figures.every(Number.isFinite)).toBe(true);
      expect(spread).toBeGreaterThan(0);
      expect(model.steps(coded).every((step) => Number.isFinite(step.effect) && step.variance >= 0)).toBe(
        true,
      );
    }
  });
});

describe('planted effects are found', () => {
  test('a skill that comes with seniority is credited with its own effect, not with seniority', () => {
    const random = seededRandom(3);
    const offers = plantedOffers(2000, 5).map((offer): Offer => {
      const skilled = random() < (offer.level === 'Senior' ? 0.8 : 0.1);
      return { ...offer, skills: skilled ? ['Rust'] : ['SQL'], pay: offer.pay * (skilled ? 1.05 : 1) };
    });
    const mean = (of: readonly Offer[]): number =>
      of.reduce((sum, { pay }) => sum + Math.log(pay), 0) / of.length;
    const [skilled, others] = [
      offers.filter(({ skills }) => skills!.includes('Rust')),
      offers.filter(({ skills }) => !skills!.includes('Rust')),
    ];
    const naive = mean(skilled) - mean(others);
    const input = modelInput(offers);
    const model = fitPayModel(input);
    const profile = { role: 'Data Engineer', level: 'Senior', country: 'DE', years: 7, city: 'City 1' };
    const mu = (skill: string): number =>
      model.predict(codedProfile(input, { ...profile, skills: [skill] })).mu;
    const found = mu('Rust') - mu('SQL');
    expect(Math.abs(found - Math.log(1.05))).toBeLessThan(0.02);
    expect(naive).toBeGreaterThan(2 * Math.log(1.05));
  });

  test('tau and sigma are the spread between and within employers', () => {
    const random = seededRandom(9);
    const shifts = Array.from({ length: 40 }, () => 0.15 * randomNormal(random));
    const offers = plantedOffers(3000, 7).map((offer) => ({
      ...offer,
      pay: offer.pay * Math.exp(shifts[Number(offer.employer!.slice(8))]!),
    }));
    const model = fitPayModel(modelInput(offers));
    expect(Math.abs(model.sigma - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(model.tau - 0.15)).toBeLessThan(0.05);
  });
});

test('gross errors are judged implausible, heavy tails are not', () => {
  const offers = plantedOffers(500).map((offer, i) =>
    i % 100 === 0 ? { ...offer, pay: offer.pay * 12 } : offer,
  );
  const { implausible } = fitPayModel(modelInput(offers));
  expect([...implausible.keys()].filter((row) => implausible[row] === 1)).toEqual([0, 100, 200, 300, 400]);
});
