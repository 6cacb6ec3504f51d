import { describe, expect, test } from '@jest/globals';
import { defaultPivot, orderOfCells, type DateStyle } from '../../src/vocabulary/date-style.js';
import { builtInVocabulary } from './built-in.js';

const vocabulary = builtInVocabulary();
const style = (order: DateStyle['order']): DateStyle => ({ order, pivot: defaultPivot });

describe('dates that every column reads alike', () => {
  test.each([
    ['2024-07-15', '2024-07-15'],
    ['2024-7-5', '2024-07-05'],
    ['2024/07/15', '2024-07-15'],
    ['20240715', '2024-07-15'],
    ['2024-07-15T10:11:12Z', '2024-07-15'],
    ['2023-12-31T23:59:59.123-08:00', '2023-12-31'],
    ['2024-07-15 10:11:12+03:00', '2024-07-15'],
    ['2024-11-25 9:07:42', '2024-11-25'],
    ['15 Jul 2024', '2024-07-15'],
    ['Jul 15, 2024', '2024-07-15'],
    ['July 15th, 2024', '2024-07-15'],
    ['Mon, 15 Jul 2024 10:00:00 GMT', '2024-07-15'],
    ['15-Jul-24', '2024-07-15'],
    ['Jul-24', '2024-07'],
    ["Jul '24", '2024-07'],
    ['15. Juli 2024', '2024-07-15'],
    ['1er août 2024', '2024-08-01'],
    ['15 de julio de 2024', '2024-07-15'],
    ['15. heinäkuuta 2024', '2024-07-15'],
    ['15 липня 2024 р.', '2024-07-15'],
    ['15 lipca 2024', '2024-07-15'],
    ['July 2024', '2024-07'],
    ['März 2024', '2024-03'],
    ['2024-07', '2024-07'],
    ['07/2024', '2024-07'],
    ['7.2024', '2024-07'],
    ['Q3 2024', '2024-Q3'],
    ['2024-Q3', '2024-Q3'],
    ['2024Q3', '2024-Q3'],
    ['3. Quartal 2024', '2024-Q3'],
    ['2024', '2024'],
  ])('%j is %s', (cell, value) => {
    expect(vocabulary.date(cell, style('dmy'))).toEqual({ ok: true, value });
    expect(vocabulary.date(cell, style('mdy'))).toEqual({ ok: true, value });
    expect(vocabulary.date(cell, style('ymd'))).toEqual({ ok: true, value });
  });

  test.each(['', 'NA', '-'])('%j says that there is no date', (cell) => {
    expect(vocabulary.date(cell, style('ymd'))).toEqual({ ok: true, value: null });
  });
});

describe('dates in the order of their column', () => {
  test.each<[string, DateStyle['order'], string]>([
    ['2/19/2021 10:48:52', 'mdy', '2021-02-19'],
    ['30/09/2022 11:07:46', 'dmy', '2022-09-30'],
    ['1/2/2024', 'mdy', '2024-01-02'],
    ['1/2/2024', 'dmy', '2024-02-01'],
    ['7/15/24 3:45 PM', 'mdy', '2024-07-15'],
    ['15.7.2024', 'dmy', '2024-07-15'],
    ['15-07-1999', 'dmy', '1999-07-15'],
    ['15/07/99', 'dmy', '1999-07-15'],
  ])('%j in %s is %s', (cell, order, value) => {
    expect(vocabulary.date(cell, style(order))).toEqual({ ok: true, value });
  });

  test('a day that contradicts the order is refused with the order', () => {
    expect(vocabulary.date('25/12/2024', style('mdy'))).toMatchObject({
      ok: false,
      problem: {
        found: '25/12/2024',
        expected: expect.stringContaining('writes the month first') as unknown,
      },
    });
  });

  test.each([
    [['1/2/2024', '1/31/2024'], 'mdy'],
    [['1/2/2024', '31/1/2024'], 'dmy'],
    [['1.2.2024'], 'dmy'],
    [['2024-01-02', ''], 'ymd'],
    [['3/3/2024'], 'ymd'],
  ])('%j is a column of %s', (cells, order) => {
    expect(orderOfCells(cells)).toEqual({ ambiguous: false, style: style(order as DateStyle['order']) });
  });

  test('a column without a day above 12 is ambiguous and gives an example', () => {
    expect(orderOfCells(['3/3/2024', '1/2/2024'])).toEqual({ ambiguous: true, example: '1/2/2024' });
  });

  test('a column whose cells contradict each other is ambiguous', () => {
    expect(orderOfCells(['1/2/2024', '31/1/2024', '1/31/2024'])).toEqual({
      ambiguous: true,
      example: '1/2/2024',
    });
  });
});

test.each([
  ...[
    '45488',
    '45488.75',
    '2024-02-30',
    '13/13/2024',
    '31/04/2024',
    'yesterday',
    'H1 2024',
    'Jul 24',
    '07/24',
  ],
  ...['1700000000', '0000-00-00', '1850', 'Q5 2024', '15 Foo 2024', '2024-13', '12345'],
])('%j is no date', (cell) => {
  expect(vocabulary.date(cell, style('dmy'))).toMatchObject({ ok: false, problem: { found: cell } });
});

test('a serial number of a spreadsheet is refused with what to do', () => {
  expect(vocabulary.date('45488', style('ymd'))).toMatchObject({
    problem: { fix: expect.stringContaining('format the column as a date') as unknown },
  });
});
