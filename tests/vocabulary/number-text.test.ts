import { describe, expect, test } from '@jest/globals';
import { statedStyle, styleOfCells } from '../../src/vocabulary/number-style.js';
import { parseNumber } from '../../src/vocabulary/number-text.js';

const alone = (cell: string) => parseNumber(cell, styleOfCells([cell]));
const inColumn = (cell: string, column: readonly string[]) => parseNumber(cell, styleOfCells(column));

describe('a number that stands alone in its column', () => {
  test.each([
    ['0', 0],
    ['4695', 4695],
    ['4695,70', 4695.7],
    ['4695.70', 4695.7],
    ['70.000', 70000],
    ['70,000', 70000],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1.234.567', 1234567],
    ['1,234,567', 1234567],
    ['1,234,567.8', 1234567.8],
    ['12,00,000', 1200000],
    ['1,23,45,678', 12345678],
    ['37 500', 37500],
    ['37\u00a0500', 37500],
    ['37\u202f500,25', 37500.25],
    ["70'000", 70000],
    ['70’000.50', 70000.5],
    ['0,5', 0.5],
    ['0.125', 0.125],
    ['.5', 0.5],
    ['1234.567', 1234.567],
    ['1.5', 1.5],
    ['-20', -20],
    ['−20', -20],
    ['+10', 10],
    [' 12 ', 12],
  ])('%j is %d', (cell, value) => {
    expect(alone(cell)).toEqual({ ok: true, value });
  });

  test.each([
    '1.234.56',
    '1,234,5',
    '12,34,567,8',
    '1 23',
    '1.2.3',
    'abc',
    '12a',
    '1e5',
    '5.',
    '2600*12,5',
    '10%',
  ])('%j is refused', (cell) => {
    expect(alone(cell)).toMatchObject({ ok: false, problem: { found: expect.any(String) as unknown } });
  });
});

describe('a column decides what its marks mean', () => {
  test('a mark that other cells show to be decimal leaves three digits behind it in doubt', () => {
    expect(inColumn('4695,70', ['4695,70', '6,956 EUR'])).toEqual({ ok: true, value: 4695.7 });
    expect(inColumn('6,956', ['4695,70', '6,956 EUR'])).toMatchObject({
      ok: false,
      problem: { found: '6,956', fix: 'write 6956 or 6.96, or state --decimal' },
    });
  });

  test('cells with three decimals that can be nothing else make the others decimal too', () => {
    expect(inColumn('45.125', ['1234.567', '45.125'])).toEqual({ ok: true, value: 45.125 });
  });

  test('where both marks are decimal somewhere, the one that groups less is; expressions tell nothing', () => {
    const column = ['47,500', '58696,25', '63312.5', '86,950', '87,500', '2600*12,5'];
    expect(inColumn('86,950', column)).toEqual({ ok: true, value: 86950 });
    expect(inColumn('63312.5', column)).toEqual({ ok: true, value: 63312.5 });
    expect(inColumn('58696,25', column)).toMatchObject({ ok: false });
  });

  test('one slip among many does not turn groups into fractions', () => {
    const column = [...Array.from({ length: 200 }, (_, i) => `${40 + i},500`), '58696,25'];
    expect(inColumn('47,500', column)).toEqual({ ok: true, value: 47500 });
    expect(inColumn('58696,25', column)).toMatchObject({ ok: false });
  });

  test('groups by a mark that is decimal in the column contradict it', () => {
    expect(inColumn('1.234.567', ['12.5', '13.5', '1.234.567'])).toMatchObject({ ok: false });
  });

  test('a column without marks takes a later fraction in either way', () => {
    expect(inColumn('4695,70', ['4000', '5000'])).toEqual({ ok: true, value: 4695.7 });
    expect(inColumn('4695.70', ['4000', '5000'])).toEqual({ ok: true, value: 4695.7 });
  });

  test('a stated decimal mark leaves nothing in doubt', () => {
    expect(parseNumber('6,956', statedStyle(','))).toEqual({ ok: true, value: 6.956 });
    expect(parseNumber('6,956', statedStyle('.'))).toEqual({ ok: true, value: 6956 });
    expect(parseNumber('4695,70', statedStyle('.'))).toMatchObject({ ok: false });
  });
});
