import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, dayOf, parseCalendarDate, precisionOf, quarterOf } from '../../src/core/calendar-date.js';

describe('parseCalendarDate', () => {
  test.each([
    ['2024', 'year'],
    ['2024-Q3', 'quarter'],
    ['2024-07', 'month'],
    ['2024-07-15', 'day'],
    ['2024-02-29', 'day'],
    ['1900-01-01', 'day'],
  ])('takes %s, a date to the %s', (text, precision) => {
    expect(parseCalendarDate(text)).toEqual({ ok: true, value: text });
    expect(precisionOf(text)).toBe(precision);
  });

  test.each(['2023-02-29', '2024-13', '2024-00', '2024-01-00', '2024-04-31', '1899-12-31', '1900-02-29'])(
    'says that %s is not on the calendar',
    (text) => {
      expect(parseCalendarDate(text)).toEqual({ ok: false, problem: `${text} is not on the calendar` });
    },
  );

  test.each(['', '24', '2024-7-1', '2024-Q5', '2024-Q3-01', '15.07.2024', '2024-07-15T00:00:00Z', '2024\n'])(
    'does not read %j',
    (text) => {
      expect(parseCalendarDate(text)).toMatchObject({ ok: false });
    },
  );
});

describe('dayNumber', () => {
  test.each([
    ['1970-01-01', '1970-01-01'],
    ['2024-07', '2024-07-15'],
    ['2024-Q1', '2024-02-15'],
    ['2024-Q4', '2024-11-15'],
    ['2024', '2024-07-01'],
  ])('of %s stands for %s', (date, day) => {
    expect(dayOf(dayNumber(date))).toBe(day);
  });

  test('of a text that is no date fails', () => {
    expect(() => dayNumber('soon')).toThrow(RangeError);
  });

  const day = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') });

  test('is the inverse of dayOf, and every day is on the calendar', () => {
    fc.assert(
      fc.property(day, (number) => {
        const date = dayOf(number);
        return parseCalendarDate(date).ok && dayNumber(date) === number;
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('orders dates as their texts are ordered', () => {
    fc.assert(
      fc.property(day, day, (a, b) => a < b === dayOf(a) < dayOf(b)),
      { seed: 2, numRuns: 1000 },
    );
  });

  test('puts month, quarter and year on a day within them', () => {
    fc.assert(
      fc.property(day, (number) => {
        const date = dayOf(number);
        const [year, month, quarter] = [date.slice(0, 4), date.slice(0, 7), quarterOf(number)];
        expect(dayOf(dayNumber(month)).slice(0, 7)).toBe(month);
        expect(quarterOf(dayNumber(quarter))).toBe(quarter);
        expect(quarterOf(dayNumber(month))).toBe(quarter);
        expect(dayOf(dayNumber(year)).slice(0, 4)).toBe(year);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
