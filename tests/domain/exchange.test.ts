import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayNumber } from '../../src/core/calendar-date.js';
import { isCurrency } from '../../src/core/money.js';
import { exchangeRate } from '../../src/domain/exchange.js';
import { exchangeRatesSchema } from '../../src/domain/policy.js';

const file = join(__dirname, '../../src/domain/policy/exchange-rates.json');
const shipped = exchangeRatesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

const rates = {
  source: 'made up',
  licence: 'none',
  tables: [
    { date: '2024-03-31', perUsd: { USD: 1, EUR: 0.5, PLN: 4 } },
    { date: '2024-06-30', perUsd: { USD: 1, EUR: 0.8 } },
  ],
};

describe('exchangeRate', () => {
  test.each([
    ['a day before all tables takes the oldest', '2020-01-01', '2024-03-31', 0.5],
    ['the day of a table takes it', '2024-06-30', '2024-06-30', 0.8],
    ['a day between tables takes the one before it', '2024-06-29', '2024-03-31', 0.5],
    ['a day after all tables takes the newest', '2030-01-01', '2024-06-30', 0.8],
  ])('%s', (_, day, date, rate) => {
    expect(exchangeRate('USD', 'EUR', dayNumber(day), rates)).toEqual({ rate, date });
  });

  test('converts between two currencies that are not the dollar', () => {
    expect(exchangeRate('EUR', 'PLN', dayNumber('2024-04-01'), rates)?.rate).toBe(8);
  });

  test('is null where the table of the day lacks a currency, although an older one has it', () => {
    expect(exchangeRate('USD', 'PLN', dayNumber('2024-07-01'), rates)).toBeNull();
    expect(exchangeRate('XXX', 'USD', dayNumber('2024-07-01'), rates)).toBeNull();
  });

  test('is null without any table', () => {
    expect(exchangeRate('USD', 'EUR', 0, { ...rates, tables: [] })).toBeNull();
  });

  test('there and back is one', () => {
    const currency = fc.constantFrom(...Object.keys(shipped.tables[0]!.perUsd));
    const day = fc.integer({ min: -2147483648, max: 40_000 });
    fc.assert(
      fc.property(currency, currency, day, (from, to, on) => {
        const there = exchangeRate(from, to, on, shipped);
        const back = exchangeRate(to, from, on, shipped);
        if (there === null || back === null) return there === back;
        return Math.abs(there.rate * back.rate - 1) < 1e-12;
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('the shipped exchange rates', () => {
  test('are dated, oldest first, no two tables more than 125 days apart', () => {
    const days = shipped.tables.map(({ date }) => dayNumber(date));
    const gaps = days.slice(1).map((day, i) => day - days[i]!);
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(125);
  });

  test('hold ISO 4217 currencies alone, and the dollar as one', () => {
    for (const { perUsd } of shipped.tables) {
      expect(Object.keys(perUsd).filter((code) => !isCurrency(code))).toEqual([]);
      expect(perUsd.USD).toBe(1);
    }
  });

  test('have every currency in which pay is commonly stated', () => {
    for (const { perUsd } of shipped.tables) {
      expect(perUsd).toMatchObject(
        Object.fromEntries(
          ['EUR', 'GBP', 'CHF', 'PLN', 'UAH', 'CZK', 'SEK', 'INR', 'CAD', 'AUD', 'BRL', 'PHP', 'JPY'].map(
            (code) => [code, expect.any(Number)],
          ),
        ),
      );
    }
  });
});
