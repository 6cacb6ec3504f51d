import { describe, expect, test } from '@jest/globals';
import { statedStyle, styleOfCells } from '../../src/vocabulary/number-style.js';
import type { PayText } from '../../src/vocabulary/pay-text.js';
import { builtInVocabulary } from './built-in.js';

const vocabulary = builtInVocabulary();
const read = (cell: string) => vocabulary.pay(cell, styleOfCells([cell]));
const point = (value: number, rest: PayText = {}): PayText => ({ min: value, max: value, ...rest });

describe('points', () => {
  test.each<[string, PayText]>([
    ['4695', point(4695)],
    ['0', point(0)],
    ['4695,70', point(4695.7)],
    ['6,956 EUR', point(6956, { currency: 'EUR' })],
    ['6,956€', point(6956, { currency: 'EUR' })],
    ['€4,460', point(4460, { currency: 'EUR' })],
    ['70.000', point(70000)],
    ['37\u00a0500', point(37500)],
    ['37\u202f500', point(37500)],
    ["CHF 120'000", point(120000, { currency: 'CHF' })],
    ["70'000.-", point(70000)],
    ['5000,-', point(5000)],
    ['~62k', point(62000, { approximate: true })],
    ['ca. 60.000 €', point(60000, { currency: 'EUR', approximate: true })],
    ['noin 5000', point(5000, { approximate: true })],
    ['4.35k', point(4350)],
    ['60K', point(60000)],
    ['1.5M', point(1500000)],
    ['12 LPA', point(1200000, { currency: 'INR', period: 'year' })],
    ['1.2 crore', point(12000000)],
    ['12,00,000', point(1200000)],
    ['12.5 lakhs per annum', point(1250000, { period: 'year' })],
    ['15 tys. zł netto', point(15000, { currency: 'PLN', tax: 'net' })],
    ['60 T€', point(60000, { currency: 'EUR' })],
    ['600万円', point(6000000, { currency: 'JPY' })],
    ['€4.5k / month', point(4500, { currency: 'EUR', period: 'month' })],
    ['£400 per day', point(400, { currency: 'GBP', period: 'day' })],
    ['5000/m', point(5000, { period: 'month' })],
    ['5000 грн на місяць', point(5000, { currency: 'UAH', period: 'month' })],
    ['60k p.a. brutto', point(60000, { period: 'year', tax: 'gross' })],
    ['2.500,00 € netto / Monat', point(2500, { currency: 'EUR', period: 'month', tax: 'net' })],
    ['5 000 €/kk', point(5000, { currency: 'EUR', period: 'month' })],
    ['200 тыс. на руки', point(200000, { tax: 'net' })],
    ['45K€ brut annuel', point(45000, { currency: 'EUR', period: 'year', tax: 'gross' })],
    ['60 000 $ CA', point(60000, { currency: 'CAD' })],
    ['$60,000 USD', point(60000, { currency: 'USD' })],
    ['Salary: 60k EUR', point(60000, { currency: 'EUR' })],
    ['5000 (gross)', point(5000, { tax: 'gross' })],
    ['5000 (on-call comp every second month)', point(5000)],
  ])('%j', (cell, value) => {
    expect(read(cell)).toEqual({ ok: true, value });
  });
});

describe('ranges and open ends', () => {
  test.each<[string, PayText]>([
    ['14 000 - 20 000 PLN', { min: 14000, max: 20000, currency: 'PLN' }],
    ['90-110k', { min: 90000, max: 110000 }],
    ['12-15 lakh', { min: 1200000, max: 1500000 }],
    ['500-2k', { min: 500, max: 2000 }],
    ['2000-3400', { min: 2000, max: 3400 }],
    ['50k–60k', { min: 50000, max: 60000 }],
    ['50k — 60k', { min: 50000, max: 60000 }],
    ['de R$ 4.001 a R$ 6.000', { min: 4001, max: 6000, currency: 'BRL' }],
    ['from 50k to 60k', { min: 50000, max: 60000 }],
    ['between 50k and 60k', { min: 50000, max: 60000 }],
    ['zwischen 50.000 und 60.000 €', { min: 50000, max: 60000, currency: 'EUR' }],
    ['US$ 60,000 - 80,000 per year', { min: 60000, max: 80000, currency: 'USD', period: 'year' }],
    ['₹12,00,000 - ₹15,00,000', { min: 1200000, max: 1500000, currency: 'INR' }],
    ['7500+', { min: 7500 }],
    ['from 60k', { min: 60000 }],
    ['> 60k', { min: 60000 }],
    ['60k or more', { min: 60000 }],
    ['ab 60.000 €', { min: 60000, currency: 'EUR' }],
    ['à partir de 45k€', { min: 45000, currency: 'EUR' }],
    ['від 3000 грн', { min: 3000, currency: 'UAH' }],
    ['under PHP 10,000', { max: 10000, currency: 'PHP' }],
    ['up to 80k', { max: 80000 }],
    ['do 20 000 PLN', { max: 20000, currency: 'PLN' }],
    ['max 60k', { max: 60000 }],
    ['< 60k', { max: 60000 }],
  ])('%j', (cell, value) => {
    expect(read(cell)).toEqual({ ok: true, value });
  });

  test('a sign that currencies share gives its candidates and no currency', () => {
    expect(read('$53K-$91K (Glassdoor est.)')).toMatchObject({
      ok: true,
      value: {
        min: 53000,
        max: 91000,
        approximate: true,
        currencyCandidates: expect.arrayContaining(['USD', 'CAD']),
      },
    });
    expect(read('$45/hr')).not.toHaveProperty('value.currency');
  });
});

test.each([
  ...['', ' ', '-', '-1', 'na', 'NA', 'N/A', 'NULL', 'none', 'Undisclosed', 'DOE', 'competitive', 'TBD'],
  ...['Competitive salary', 'negotiable', 'nach Vereinbarung', 'договірна', 'do uzgodnienia', '—'],
])('%j says that no pay is told', (cell) => {
  expect(read(cell)).toEqual({ ok: true, value: null });
});

describe('what is refused', () => {
  test.each([
    ['2600*12,5', /not an expression/],
    ['55000 + 10%', /not an expression/],
    ['2500 x 14', /not an expression/],
    ['-500', /0 or more/],
    ['EUR -500', /0 or more/],
    ['5000 6000', /one figure or a range/],
    ['60k-70k-80k', /one figure or a range/],
    ['5000/6000', /one figure or a range/],
    ['5500 (tai 6900 jos on-call)', /another figure/],
    ['78000 + options', /"options" is not understood/],
    ['60k all in', /"all" is not understood/],
    ['20000-14000', /lower end first/],
    ['60k-80', /lower end first/],
    ['90-110,000', /near each other/],
    ['1.234.56', /groups of three/],
    ['EUR 5000 USD', /one currency/],
    ['5000 per month per year', /one period/],
    ['5000 gross net', /gross or net/],
    ['abc', /one figure or a range/],
    ['.5', /one figure or a range/],
    ['1e5', /one figure or a range/],
  ])('%j: %s', (cell, expected) => {
    const reading = read(cell);
    expect(reading).toMatchObject({ ok: false, problem: { found: cell } });
    expect(reading.ok ? '' : reading.problem.expected).toMatch(expected);
    expect(reading.ok ? '' : reading.problem.fix).not.toBe('');
  });

  test('a cell that contradicts its column names the column rule', () => {
    expect(vocabulary.pay('4695,70 EUR', statedStyle('.'))).toMatchObject({
      ok: false,
      problem: { found: '4695,70 EUR', expected: 'a number like 4695.70, as in the rest of the column' },
    });
  });
});
