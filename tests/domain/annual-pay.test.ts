import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { annualFactor } from '../../src/domain/annual-pay.js';
import { employments, payPeriods } from '../../src/domain/offer.js';
import { policy } from './policy.js';

const { periods } = policy;

describe('annualFactor', () => {
  test.each([
    ['an hour of 40 a week', { period: 'hour' }, 2080],
    ['an hour of 30 a week', { period: 'hour', hours: 30 }, 1560],
    ['a day', { period: 'day' }, 260],
    ['a week', { period: 'week' }, 52],
    ['a month', { period: 'month' }, 12],
    ['a month with a 13th salary', { period: 'month-13' }, 13],
    ['a month with a 14th salary', { period: 'month-14' }, 14],
    ['a year', { period: 'year' }, 1],
    ['a month of an intern', { period: 'month', employment: 'internship' }, 12],
    [
      'a month of an employee whose hours are known',
      { period: 'month', employment: 'employee', hours: 35 },
      12,
    ],
    ['an hour of a contractor', { period: 'hour', employment: 'contractor' }, 1760],
    [
      'an hour of a contractor, whatever the week',
      { period: 'hour', employment: 'contractor', hours: 20 },
      1760,
    ],
    ['a day of a contractor', { period: 'day', employment: 'contractor' }, 220],
    ['a week of a contractor', { period: 'week', employment: 'contractor' }, 44],
    ['a month of half a week', { period: 'month', employment: 'part-time', hours: 20 }, 24],
    ['a year of a part-time week that is full', { period: 'year', employment: 'part-time', hours: 44 }, 1],
    ['a part-time hour, which is an hour', { period: 'hour', employment: 'part-time', hours: 20 }, 2080],
    ['a part-time hour of an unknown week', { period: 'hour', employment: 'part-time' }, 2080],
  ] as const)('%s', (_, terms, factor) => {
    expect(annualFactor(terms, periods)).toBe(factor);
  });

  test.each(payPeriods.filter((period) => period !== 'hour'))(
    'part-time pay a %s is not known without hours',
    (period) => {
      expect(annualFactor({ period, employment: 'part-time' }, periods)).toBeNull();
    },
  );

  test('is positive and finite for all terms, and null only for part-time pay without hours', () => {
    const terms = fc.record({
      period: fc.constantFrom(...payPeriods),
      employment: fc.option(fc.constantFrom(...employments), { nil: undefined }),
      hours: fc.option(fc.double({ min: 0.5, max: 168, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(terms, (asked) => {
        const factor = annualFactor(asked, periods);
        const unknown =
          asked.employment === 'part-time' && asked.hours === undefined && asked.period !== 'hour';
        return unknown ? factor === null : factor !== null && factor > 0 && Number.isFinite(factor);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
