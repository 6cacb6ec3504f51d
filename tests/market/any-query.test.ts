import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import type { Entry } from '../../src/domain/entry.js';
import { estimateSchema } from '../../src/domain/estimate.js';
import { employments, evidenceTiers, payBases, taxKinds, workModes } from '../../src/domain/offer.js';
import { quantileMethods, worthQuerySchema, type WorthQuery } from '../../src/domain/worth-query.js';
import type { Market } from '../../src/market/market.js';
import { marketOf, offer } from './some-market.js';

const roles = ['Data Engineer', 'Data Scientist', 'SRE', 'Designer'];
const levels = ['Junior', 'Senior'];
const skills = ['SQL', 'Kafka', 'Go', 'Rust'];
const currencies = ['USD', 'EUR', 'PLN'];

function randomEntries(count: number): Entry[] {
  const random = seededRandom(42);
  const some = <T>(values: readonly T[]): T => values[randomInt(random, values.length)]!;
  const maybe = <T>(values: readonly T[]): T | undefined => (random() < 0.7 ? some(values) : undefined);
  return Array.from({ length: count }, () => {
    const pay = Math.round(90_000 * Math.exp(0.4 * randomNormal(random)));
    const shape = some<number | [number | undefined, number | undefined]>([
      pay,
      pay,
      [pay, pay * 1.2],
      [pay, pay * 2],
      [pay, undefined],
      [undefined, pay],
    ]);
    return offer(shape, {
      role: some(roles),
      level: maybe(levels),
      country: maybe(['US', 'DE']),
      city: maybe(['Berlin', 'Oakland']),
      employer: maybe(['a', 'b', 'c', 'd', 'e', 'f']),
      skills: random() < 0.5 ? [some(skills), some(skills)] : undefined,
      years: maybe([0, 2, 5, 20]),
      date: maybe(['2021', '2023-Q2', '2024-07', '2024-07-15']),
      currency: some(currencies),
      tax: some(taxKinds),
      evidenceTier: maybe(evidenceTiers),
      workMode: maybe(workModes),
      employment: maybe(employments),
      contributor: maybe(['x', 'y']),
      bonus: maybe([0, 500_000]),
      equityPerYear: maybe([0, 500_000]),
      signOn: maybe([0, 500_000]),
    });
  });
}

const optional = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined });
const anyQuery: fc.Arbitrary<WorthQuery> = fc
  .record({
    role: fc.constantFrom(...roles, 'Plumber'),
    level: optional([...levels, 'Wizard']),
    country: optional(['US', 'DE', 'FR']),
    region: optional(['Texas']),
    city: optional(['Berlin', 'Paris']),
    skills: fc.option(fc.uniqueArray(fc.constantFrom(...skills, 'Cobol')), { nil: undefined }),
    years: fc.option(fc.double({ min: 0, max: 80, noNaN: true }), { nil: undefined }),
    employer: optional(['a', 'nobody']),
    workMode: optional(workModes),
    employment: optional(employments),
    pay: fc.option(fc.double({ min: 0.01, max: 1e13, noNaN: true }), { nil: undefined }),
    period: fc.constantFrom('hour', 'month', 'year'),
    currency: optional([...currencies, 'JPY']),
    tax: optional(taxKinds),
    basis: optional(payBases),
    asOf: optional(['1900', '2023-06', '9999-12-31']),
    quantile: fc.constantFrom(...quantileMethods),
  })
  .map((fields) => worthQuerySchema.parse(fields));

/** Every number somewhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('whatever is asked', () => {
  let market: Market;
  beforeAll(async () => {
    market = await marketOf(randomEntries(2_000));
  });

  test('the answer has the shape of the contract, finite numbers and percentiles in order', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const answer = market.estimate(query);
        expect(estimateSchema.safeParse(answer).error).toBeUndefined();
        expect(numbersIn(answer).every(Number.isFinite)).toBe(true);
        const values = answer.percentiles.map(({ value }) => value);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        expect(values.length === 5).toBe(answer.suppressed === null);
        for (const { value, low, high } of answer.percentiles) {
          if (low !== null && high !== null) expect(low <= value && value <= high).toBe(true);
        }
      }),
      { seed: 1, numRuns: 1_500 },
    );
  });

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(market.estimate(query)).toEqual(market.estimate(query));
      }),
      { seed: 2, numRuns: 50 },
    );
  });
});
