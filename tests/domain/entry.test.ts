import { describe, expect, test } from '@jest/globals';
import { csvFields, entrySchema, isInterview, isOffer } from '../../src/domain/entry.js';

const camelCase = (field: string): string =>
  field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe('the canonical CSV', () => {
  const names = csvFields.map(camelCase);

  test('names each field once', () => {
    expect(new Set(csvFields).size).toBe(csvFields.length);
    expect(csvFields.filter((field) => !/^[a-z]+(_[a-z]+)*$/.test(field))).toEqual([]);
  });

  test('has every field of an entry but region and city, which follow from the location', () => {
    const fields = Object.keys(entrySchema.shape);
    expect(fields.filter((field) => !names.includes(field)).sort()).toEqual(['city', 'region']);
  });

  test('has no field that an entry has not, but pay, which stands for its bounds', () => {
    expect(names.filter((name) => !(name in entrySchema.shape))).toEqual(['pay']);
  });
});

describe('entrySchema', () => {
  test.each([
    ['nothing known', {}],
    ['an open range', { payMin: 5_000_000, currency: 'EUR', period: 'year' }],
    ['an interview', { stage: 'onsite', outcome: 'rejected', culture: 4.5 }],
    ['a date to the quarter', { date: '2024-Q3' }],
    ['no skills at all', { skills: [] }],
  ])('takes %s', (_, entry) => {
    expect(entrySchema.parse(entry)).toEqual(entry);
  });

  test.each([
    ['a field it does not know', { salary: 1 }],
    ['a date that is not on the calendar', { date: '2024-02-30' }],
    ['a follow-up on no date', { followUpOn: 'next week' }],
    ['a currency that is none', { currency: 'euro' }],
    ['pay below zero', { payMin: -1 }],
    ['pay in parts of a minor unit', { payMin: 0.5 }],
    ['a text without characters', { role: '' }],
    ['a skill without characters', { skills: [''] }],
    ['more hours than a week has', { hours: 169 }],
    ['a rating above 5', { culture: 6 }],
  ])('refuses %s', (_, entry) => {
    expect(entrySchema.safeParse(entry).success).toBe(false);
  });
});

describe('an entry', () => {
  test.each([
    [{}, false, false],
    [{ payMin: 0 }, true, false],
    [{ payMax: 10 }, true, false],
    [{ bonus: 10 }, false, false],
    [{ stage: 'onsite' }, false, true],
    [{ outcome: 'offered', payMin: 1, payMax: 1 }, true, true],
  ] as const)('%j: an offer %s, an interview %s', (entry, offer, interview) => {
    expect(isOffer(entry)).toBe(offer);
    expect(isInterview(entry)).toBe(interview);
  });
});
