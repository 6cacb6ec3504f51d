import { describe, expect, test } from '@jest/globals';
import { randomNormal, seededRandom } from '../../../src/core/random.js';
import { fitPayModel } from '../../../src/market/model/fit.js';
import { codedProfile, modelInput } from './model-input.js';
import { plantedOffers } from './planted-offers.js';

const YEAR = 365;
const NEWEST = 19_000 + 4 * YEAR;

/** Offers of four years, whose pay follows the market's level on their day. */
function yearsOfOffers(level: (day: number) => number, seed: number) {
  const random = seededRandom(seed);
  const offers = plantedOffers(1200, seed).map((offer, i) => {
    const day = i === 0 ? NEWEST : 19_000 + Math.floor(4 * YEAR * random());
    return { ...offer, day, pay: offer.pay * Math.exp(level(day)) };
  });
  const input = modelInput(offers);
  return { input, model: fitPayModel(input), profile: offers[0]! };
}

describe('beyond the newest offer', () => {
  const { input, model, profile } = yearsOfOffers((day) => (0.08 * (day - 19_000)) / YEAR, 61);
  const at = (day: number) => model.predict(codedProfile(input, { ...profile, day }));

  test('a steady climb goes on, in a straight line and not faster', () => {
    const [year, half] = [at(NEWEST + YEAR).mu - at(NEWEST).mu, at(NEWEST + YEAR / 2).mu - at(NEWEST).mu];
    expect(year).toBeGreaterThan(0.03);
    expect(year).toBeLessThan(0.1);
    expect(half).toBeCloseTo(year / 2, 2);
  });

  test('it goes on for two years at most', () => {
    expect(at(NEWEST + 10 * YEAR).mu).toBeCloseTo(at(NEWEST + 731).mu, 9);
  });

  test('before the oldest offer pay is as it was then', () => {
    expect(at(10_000).mu).toBe(at(15_000).mu);
  });

  test('the spread is never narrower than among offers of the same predicted pay', () => {
    const flat = yearsOfOffers(() => 0, 61);
    const on = (day: number) => flat.model.predict(codedProfile(flat.input, { ...flat.profile, day })).spread;
    for (const ahead of [1, 90, 180, YEAR, 2 * YEAR])
      expect(on(NEWEST + ahead)).toBeGreaterThanOrEqual(on(NEWEST) * (1 - 1e-9));
  });
});

test('the spread widens ahead where forecasts within the data strayed', () => {
  const random = seededRandom(63);
  const jumps = Array.from({ length: 6 }, () => 0.25 * randomNormal(random));
  const { input, model, profile } = yearsOfOffers((day) => jumps[Math.floor((day - 19_000) / YEAR)]!, 64);
  const spread = (day: number): number => model.predict(codedProfile(input, { ...profile, day })).spread;
  expect(spread(NEWEST + YEAR) / spread(NEWEST)).toBeGreaterThan(1.1);
});

test('without dates there is no horizon', () => {
  const offers = plantedOffers(200).map((offer) => {
    const { day, ...undated } = offer;
    return day === undefined ? offer : undated;
  });
  const input = modelInput(offers);
  const model = fitPayModel(input);
  const at = (day: number) => model.predict(codedProfile(input, { ...offers[0]!, day }));
  expect(at(30_000)).toEqual(at(10_000));
});
