import { describe, expect, test } from '@jest/globals';
import { randomNormal, seededRandom } from '../../../src/core/random.js';
import { Canon } from '../../../src/market/model/canon.js';
import { fitPayModel } from '../../../src/market/model/fit.js';
import { judgePlausibility } from '../../../src/market/model/implausible.js';
import { modelInput, type Offer } from './model-input.js';
import { plantedOffers } from './planted-offers.js';

test('gross errors are judged implausible, heavy tails are not', () => {
  const offers = plantedOffers(400).map((offer, i) =>
    i % 100 === 0 ? { ...offer, pay: offer.pay * 12 } : offer,
  );
  const { implausible } = fitPayModel(modelInput(offers));
  expect([...implausible.keys()].filter((row) => implausible[row] === 1)).toEqual([0, 100, 200, 300]);
});

test('gross errors do not move the fit', () => {
  const offers = plantedOffers(400);
  const spoilt = offers.map((offer, i) => (i % 100 === 0 ? { ...offer, pay: offer.pay * 12 } : offer));
  const [clean, robust] = [fitPayModel(modelInput(offers)), fitPayModel(modelInput(spoilt))];
  const away = clean.mu.map((mu, row) => Math.abs(mu - robust.mu[row]!));
  // What is left out is also missing for the variances.
  expect(Math.max(...away)).toBeLessThan(0.06);
});

describe('the limit is six spreads of the cell', () => {
  const random = seededRandom(2);
  const cell = (role: string, country: string, count: number): Offer[] =>
    Array.from({ length: count }, () => ({ pay: 1, role, country }));
  const judge = (offers: readonly Offer[], residual: Float64Array): number[] => {
    const rows = new Canon(modelInput(offers).factors, []).rows();
    const marks = judgePlausibility(residual, rows);
    return [...marks.keys()].filter((row) => marks[row] === 1);
  };

  test('of its role and country where they have 20 offers', () => {
    const offers = [...cell('A', 'DE', 40), ...cell('A', 'US', 40)];
    const residual = Float64Array.from(
      offers,
      ({ country }) => randomNormal(random) * (country === 'DE' ? 0.01 : 1),
    );
    residual[0] = 0.5;
    residual[40] = 0.5;
    expect(judge(offers, residual)).toEqual([0]);
  });

  test('of the parent where they have fewer', () => {
    const offers = [...cell('A', 'DE', 19), ...cell('A', 'US', 40)];
    const residual = Float64Array.from(
      offers,
      ({ country }) => randomNormal(random) * (country === 'DE' ? 0.01 : 1),
    );
    residual[0] = 0.5;
    expect(judge(offers, residual)).toEqual([]);
  });

  test('nothing is judged where half the residuals are the same', () => {
    const offers = cell('A', 'DE', 30);
    const residual = Float64Array.from(offers, (_, row) => (row < 20 ? 0 : row));
    expect(judge(offers, residual)).toEqual([]);
  });
});
