import { describe, expect, test } from '@jest/globals';
import { randomNormal, seededRandom } from '../../../src/core/random.js';
import { fitPayModel } from '../../../src/market/model/fit.js';
import { codedProfile, modelInput, type Offer } from './model-input.js';
import { plantedOffers } from './planted-offers.js';

const profile = {
  role: 'Data Engineer',
  level: 'Senior',
  country: 'DE',
  years: 7,
  city: 'City 1',
  skills: [],
};

function meanLogPay(offers: readonly Offer[]): number {
  return offers.reduce((sum, { pay }) => sum + Math.log(pay), 0) / offers.length;
}

describe('what is planted is found', () => {
  test('a skill that comes with seniority is credited with its own effect, within its interval', () => {
    const random = seededRandom(3);
    const offers = plantedOffers(900, 5).map((offer): Offer => {
      const skilled = random() < (offer.level === 'Senior' ? 0.8 : 0.1);
      return { ...offer, skills: skilled ? ['Rust'] : ['SQL'], pay: offer.pay * (skilled ? 1.05 : 1) };
    });
    const skilled = offers.filter(({ skills }) => skills!.includes('Rust'));
    const others = offers.filter(({ skills }) => !skills!.includes('Rust'));
    const input = modelInput(offers);
    const model = fitPayModel(input);
    const steps = model.steps(codedProfile(input, { ...profile, skills: ['Rust'] }));
    const without = model.steps(codedProfile(input, { ...profile, skills: ['SQL'] }));
    const rust = steps.find(({ factor }) => factor === 'skill Rust')!;
    const sql = without.find(({ factor }) => factor === 'skill SQL')!;
    const [found, variance] = [rust.effect - sql.effect, rust.variance + sql.variance];
    expect(Math.abs(found - Math.log(1.05))).toBeLessThan(1.645 * Math.sqrt(variance));
    expect(Math.sqrt(variance)).toBeLessThan(0.03);
    expect(meanLogPay(skilled) - meanLogPay(others)).toBeGreaterThan(2 * Math.log(1.05));
  });

  test('a level up pays what it was planted to', () => {
    const input = modelInput(plantedOffers(600, 2));
    const model = fitPayModel(input);
    const mu = (level: string): number => model.predict(codedProfile(input, { ...profile, level })).mu;
    expect(Math.abs(mu('Senior') - mu('Middle') - 0.3)).toBeLessThan(0.06);
  });

  describe('employers', () => {
    const random = seededRandom(9);
    const shifts = Array.from({ length: 40 }, () => 0.15 * randomNormal(random));
    const offers = plantedOffers(1200, 7).map((offer) => ({
      ...offer,
      pay: offer.pay * Math.exp(shifts[Number(offer.employer!.slice(8))]!),
    }));
    const input = modelInput(offers);
    const model = fitPayModel(input);

    test('tau and sigma are the spread between and within them', () => {
      expect(Math.abs(model.sigma - 0.1)).toBeLessThan(0.01);
      expect(Math.abs(model.tau - 0.15)).toBeLessThan(0.05);
    });

    const best = shifts.indexOf(Math.max(...shifts));
    const company = `Company ${best}`;

    test('one enters where it is named alone', () => {
      const named = model.predict(codedProfile(input, { ...profile, employer: company }));
      const unnamed = model.predict(codedProfile(input, profile));
      expect(Math.abs(named.mu - unnamed.mu - shifts[best]!)).toBeLessThan(0.08);
      expect(named.spread).toBeLessThan(0.8 * unnamed.spread);
      const step = (employer?: string): number =>
        model
          .steps(codedProfile(input, { ...profile, ...(employer && { employer }) }))
          .find(({ factor }) => factor === 'employer')!.effect;
      expect(step(company) - step()).toBeCloseTo(named.mu - unnamed.mu, 9);
      expect(Math.abs(step())).toBeLessThan(0.05);
    });

    test('rows are predicted as those of an unknown one', () => {
      const residuals = offers.map((offer, row) => Math.log(offer.pay) - model.mu[row]!);
      const spread = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length);
      expect(spread).toBeGreaterThan(0.95 * Math.hypot(model.tau, model.sigma));
    });
  });

  test('the spread is wider where pay strays further', () => {
    const random = seededRandom(12);
    const offers = plantedOffers(900, 13).map((offer) => ({
      ...offer,
      pay: offer.pay * Math.exp(offer.level === 'Senior' ? 0.3 * randomNormal(random) : 0),
    }));
    const input = modelInput(offers);
    const model = fitPayModel(input);
    const spread = (level: string): number =>
      model.predict(codedProfile(input, { ...profile, level })).spread;
    expect(spread('Senior') / spread('Junior')).toBeGreaterThan(1.8);
  });

  test('structure that no sum of effects has goes to the remainder, and helps', () => {
    const offers = plantedOffers(1500, 21).map((offer) => {
      const odd = offer.level === 'Senior' && offer.years! > 6 && offer.city === 'City 2';
      return { ...offer, pay: offer.pay * (odd ? 1.6 : 1) };
    });
    const input = modelInput(offers);
    const model = fitPayModel(input);
    expect(model.snapshot.remainder.weight).toBeGreaterThan(0.3);
    const mu = (city: string): number =>
      model.predict(codedProfile(input, { ...profile, city, years: 8 })).mu;
    expect(mu('City 2') - mu('City 1')).toBeGreaterThan(0.2);
  });

  test('where a sum of effects is all there is, the remainder is small beside the noise', () => {
    const offers = plantedOffers(600, 30);
    const input = modelInput(offers);
    const model = fitPayModel(input);
    const remainders = offers.map((offer) => {
      const steps = model.steps(codedProfile(input, offer));
      return steps.find(({ factor }) => factor === 'remainder')?.effect ?? 0;
    });
    const meanSquare = remainders.reduce((sum, effect) => sum + effect * effect, 0) / remainders.length;
    expect(Math.sqrt(meanSquare)).toBeLessThan(0.03);
  });
});

describe('what a profile leaves open', () => {
  const offers = plantedOffers(800, 40);
  const input = modelInput(offers);
  const model = fitPayModel(input);

  test('is expected from the rest: without a level, the mean over levels', () => {
    const { role, country } = profile;
    const alike = offers.filter((offer) => offer.role === role && offer.country === country);
    const { mu } = model.predict(codedProfile(input, { role, country }));
    expect(Math.abs(mu - meanLogPay(alike))).toBeLessThan(0.08);
  });

  test('widens the spread to that of all who answer to the profile', () => {
    const { role, country } = profile;
    const alike = offers.filter((offer) => offer.role === role && offer.country === country);
    const { mu, spread } = model.predict(codedProfile(input, { role, country }));
    const away = alike.map(({ pay }) => Math.log(pay) - mu);
    const found = Math.sqrt(away.reduce((sum, value) => sum + value * value, 0) / away.length);
    expect(spread / found).toBeGreaterThan(0.85);
    expect(spread / found).toBeLessThan(1.2);
  });

  test('a role that no offer has is known by its words', () => {
    const mu = (role: string): number => model.predict(codedProfile(input, { ...profile, role })).mu;
    expect(Math.abs(mu('Web Designer') - mu('Web Developer'))).toBeLessThan(
      Math.abs(mu('Web Designer') - mu('Data Engineer')),
    );
    const spread = (role: string): number => model.predict(codedProfile(input, { ...profile, role })).spread;
    expect(spread('Astronaut')).toBeGreaterThan(spread('Data Engineer'));
  });
});

describe('variances and shares', () => {
  const offers = plantedOffers(500, 50);
  const input = modelInput(offers);
  const model = fitPayModel(input);
  const row = (i: number): Omit<Offer, 'pay'> => offers[i]!;

  test('a profile does not differ from itself', () => {
    const self = model.difference(codedProfile(input, row(7)), Uint32Array.of(7), Float64Array.of(1));
    expect(self.centre).toBeLessThan(1e-9);
    expect(self.logSpread).toBeLessThan(1e-9);
  });

  test('the further the rows, the less is known of the difference', () => {
    const alike = offers.flatMap(({ role, level, country }, i) =>
      role === row(7).role && level === row(7).level && country === row(7).country ? [i] : [],
    );
    const all = [...offers.keys()];
    const variance = (rows: readonly number[]): number =>
      model.difference(
        codedProfile(input, row(7)),
        Uint32Array.from(rows),
        new Float64Array(rows.length).fill(1 / rows.length),
      ).centre;
    expect(variance(alike)).toBeLessThan(variance(all));
  });

  test('a cell without offers borrows everything, one with many next to nothing', () => {
    const share = (known: Omit<Offer, 'pay'>): number => model.borrowedShare(codedProfile(input, known));
    expect(share({ ...profile, role: 'Astronaut' })).toBe(1);
    expect(share({ ...profile, country: 'DE' })).toBeLessThan(0.3);
    expect(share({ role: 'Data Engineer' })).toBeLessThan(share({ ...profile, country: 'DE' }));
  });
});
