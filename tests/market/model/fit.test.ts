import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitPayModel } from '../../../src/market/model/fit.js';
import { FittedPayModel } from '../../../src/market/model/fitted-pay-model.js';
import type { PayModel } from '../../../src/market/model/pay-model.js';
import { codedProfile, modelInput, type Offer } from './model-input.js';
import { plantedOffers, ROLES } from './planted-offers.js';

describe('a fit is a pure function of its rows', () => {
  const offers = plantedOffers(500);
  const input = modelInput(offers);
  const model = fitPayModel(input);
  const profiles = offers.slice(0, 40);

  test('the same rows give the same bits', () => {
    expect(fitPayModel(modelInput(offers)).snapshot).toEqual(model.snapshot);
  });

  test('the codes of the dictionaries do not matter', () => {
    const other = modelInput(offers, (texts) => [...texts].reverse());
    const permuted = fitPayModel(other);
    expect(permuted.snapshot).toEqual(model.snapshot);
    for (const profile of profiles) {
      const [coded, recoded] = [codedProfile(input, profile), codedProfile(other, profile)];
      expect(permuted.predict(recoded)).toEqual(model.predict(coded));
    }
  });

  test('the steps add up to mu less the mean', () => {
    for (const profile of profiles) {
      const coded = codedProfile(input, profile);
      const sum = model.steps(coded).reduce((total, step) => total + step.effect, 0);
      expect(Math.abs(sum - (model.predict(coded).mu - model.mean))).toBeLessThanOrEqual(1e-9);
    }
  });

  test('a snapshot makes the same model again', () => {
    const again = new FittedPayModel(input.factors, structuredClone(model.snapshot));
    const rows = Uint32Array.of(1, 2, 3);
    const weights = Float64Array.of(0.5, 0.25, 0.25);
    for (const profile of profiles) {
      const coded = codedProfile(input, profile);
      expect(again.predict(coded)).toEqual(model.predict(coded));
      expect(again.steps(coded)).toEqual(model.steps(coded));
      expect(again.borrowedShare(coded)).toBe(model.borrowedShare(coded));
      expect(again.difference(coded, rows, weights)).toEqual(model.difference(coded, rows, weights));
    }
  });

  test('asking changes nothing', () => {
    const coded = profiles.map((profile) => codedProfile(input, profile));
    const before = coded.map((profile) => model.predict(profile));
    for (const profile of coded) model.steps({ ...profile, level: 0, skillsKnown: false, skills: [] });
    expect(coded.map((profile) => model.predict(profile))).toEqual(before);
  });
});

function expectFinite(
  model: PayModel,
  offers: readonly Offer[],
  profiles: readonly Omit<Offer, 'pay'>[],
): void {
  const input = modelInput(offers);
  expect([...model.mu, ...model.spread].every(Number.isFinite)).toBe(true);
  const rows = Uint32Array.from(offers.keys());
  const weights = new Float64Array(rows.length).fill(1 / rows.length);
  for (const profile of profiles) {
    const coded = codedProfile(input, profile);
    const { mu, spread } = model.predict(coded);
    const { centre, logSpread } = model.difference(coded, rows, weights);
    const figures = [
      mu,
      spread,
      centre,
      logSpread,
      model.borrowedShare(coded),
      model.tau,
      model.sigma,
      model.mean,
    ];
    expect(figures.every(Number.isFinite)).toBe(true);
    expect(spread).toBeGreaterThan(0);
    const steps = model.steps(coded);
    expect(steps.every(({ effect, variance: v }) => Number.isFinite(effect) && v >= 0)).toBe(true);
  }
}

describe('degenerate inputs give finite answers', () => {
  const one = {
    pay: 50_000,
    role: 'Data Engineer',
    level: 'Senior',
    country: 'DE',
    skills: ['SQL'],
    years: 3,
  };
  const unknown = { role: 'Astronaut', level: 'Chief', years: 70, day: 30_000 };
  const cases: Record<string, readonly Offer[]> = {
    'no rows': [],
    'one row': [one],
    'two rows': [one, { ...one, pay: 60_000 }],
    'constant pay': Array.from({ length: 60 }, (_, i) => ({ ...one, years: i % 9, role: ROLES[i % 4]! })),
    'one role': plantedOffers(50).map((offer) => ({ ...offer, role: 'Data Engineer' })),
    'nothing known': Array.from({ length: 40 }, (_, i) => ({ pay: 40_000 + 1_000 * i })),
    'one employer': plantedOffers(50).map((offer) => ({ ...offer, employer: 'Only' })),
    'every row a role and an employer': plantedOffers(40).map((offer, i) => ({
      ...offer,
      role: `Role ${i}`,
      employer: `Employer ${i}`,
    })),
  };
  test.each(Object.entries(cases))('%s', (_name, offers) => {
    expectFinite(fitPayModel(modelInput(offers)), offers, [one, {}, unknown]);
  });

  test('any table of few offers', () => {
    const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
    const profile = fc.record({
      role: some(fc.constantFrom('A B', 'B', 'C', '+-')),
      level: some(fc.constantFrom('x', 'y')),
      country: some(fc.constantFrom('DE', 'US')),
      city: some(fc.constantFrom('p', 'q')),
      employer: some(fc.constantFrom('e', 'f', 'g')),
      skills: some(fc.uniqueArray(fc.constantFrom('s', 't', 'u'))),
      years: some(fc.integer({ min: 0, max: 80 })),
      day: some(fc.integer({ min: -50_000, max: 80_000 })),
    }) as fc.Arbitrary<Omit<Offer, 'pay'>>;
    const offer = fc
      .tuple(profile, fc.double({ min: 1e-3, max: 1e13, noNaN: true }))
      .map(([known, pay]) => ({ ...known, pay }));
    fc.assert(
      fc.property(
        fc.array(offer, { maxLength: 25 }),
        fc.array(profile, { maxLength: 4 }),
        (offers, profiles) => {
          expectFinite(fitPayModel(modelInput(offers)), offers, profiles);
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });
});
