import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCurrency, minorDigits, toMajor, toMinor } from '../../src/core/money.js';

const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'HUF', 'CLF');

describe('toMinor', () => {
  test.each([
    [1234.5, 'EUR', 123_450],
    [1.005, 'EUR', 101],
    [-1.005, 'EUR', -101],
    [0.1 + 0.2, 'EUR', 30],
    [8.345, 'USD', 835],
    [1234.5, 'JPY', 1235],
    [0.0005, 'KWD', 1],
    [0.00001, 'EUR', 0],
    [-1e-9, 'EUR', 0],
    [-0, 'EUR', 0],
    [9_999_999_999_999.99, 'EUR', 999_999_999_999_999],
    [1e13, 'USD', 1e15],
  ])('%d %s is %d minor units', (major, code, minor) => {
    expect(toMinor(major, code)).toStrictEqual({ ok: true, value: minor });
  });

  test.each([NaN, Infinity, -Infinity, 10_000_000_000_000.01, -1e300])(
    'refuses %d, which is not exact',
    (major) => {
      expect(toMinor(major, 'EUR')).toEqual({ ok: false, problem: `${major} EUR is out of range` });
    },
  );

  test('takes back what toMajor gives, for every amount that can be stored', () => {
    const minor = fc.integer({ min: -1e15, max: 1e15 });
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(toMinor(toMajor(amount, code), code)).toStrictEqual({ ok: true, value: amount });
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('is the nearest amount, never further than half a minor unit', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), currency, (major, code) => {
        const minor = toMinor(major, code);
        const exact = major * 10 ** minorDigits(code);
        return minor.ok && Math.abs(minor.value - exact) <= 0.5 + Math.abs(exact) * 1e-15;
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});

describe('currencies', () => {
  test('have the digits of ISO 4217, not those that a runtime shows', () => {
    const digits = ['EUR', 'HUF', 'IDR', 'PKR', 'JPY', 'KRW', 'ISK', 'KWD', 'TND', 'IQD', 'CLF'].map(
      minorDigits,
    );
    expect(digits).toEqual([2, 2, 2, 2, 0, 0, 0, 3, 3, 3, 4]);
  });

  test('are known by their code in capitals alone', () => {
    expect(['EUR', 'UAH', 'PHP'].every(isCurrency)).toBe(true);
    expect(['eur', 'EURO', '', 'XYZ', '€', '__proto__'].some(isCurrency)).toBe(false);
  });
});
