import fc from 'fast-check';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import type { Entry } from '../../src/domain/entry.js';
import { employments, evidenceTiers, payBases, taxKinds, workModes } from '../../src/domain/offer.js';
import { quantileMethods, worthQuerySchema, type WorthQuery } from '../../src/domain/worth-query.js';
import { offer } from './some-market.js';

const roles = ['Data Engineer', 'Data Scientist', 'SRE', 'Designer'];
const levels = ['Junior', 'Senior'];
const skills = ['SQL', 'Kafka', 'Go', 'Rust'];
const currencies = ['USD', 'EUR', 'PLN'];

/** Offers of all shapes, with fields missing at random; always the same. */
export function randomEntries(count: number): Entry[] {
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
/** Questions about them, some of what no offer has. */
export const anyQuery: fc.Arbitrary<WorthQuery> = fc
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
