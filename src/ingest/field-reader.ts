import { failed, ok } from '../core/result.js';
import type { CsvField } from '../domain/entry.js';
import { unreadable, type Reading } from '../vocabulary/reading.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnStyle } from './column-style.js';

type Reader<Value> = (cell: string) => Reading<Value>;

/** The fields that hold amounts of money, and those that say how to understand them. */
export const amountFields = [
  'pay',
  'pay_min',
  'pay_max',
  'bonus',
  'equity_per_year',
  'sign_on',
  'asked_pay',
  'accepted_pay',
] as const;

export type AmountField = (typeof amountFields)[number];
export type ListField = 'skills' | 'skills_asked' | 'skills_missed';
/** The fields that are one value of one cell, each by itself. */
export type PlainField = Exclude<CsvField, AmountField | ListField | 'currency'>;

export const listFields: readonly CsvField[] = ['skills', 'skills_asked', 'skills_missed'];

/** The name of a field in an entry. */
export function entryKey(field: CsvField): string {
  return field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function textReader(vocabulary: Vocabulary, become: (text: string) => string): Reader<string> {
  return (cell) => {
    if (vocabulary.missing(cell)) return ok(null);
    const text = become(cell.trim());
    return ok(text === '' ? null : text);
  };
}

function numberReader(
  vocabulary: Vocabulary,
  style: ColumnStyle,
  expected: string,
  fits: (value: number) => boolean,
): Reader<number> {
  return (cell) => {
    if (vocabulary.missing(cell)) return ok(null);
    const reading = vocabulary.number(cell, style.number);
    if (!reading.ok) return failed({ ...reading.problem, expected });
    return reading.value === null || fits(reading.value) ? reading : unreadable(cell, expected, 'correct it');
  };
}

function countryReader(vocabulary: Vocabulary): Reader<string> {
  return (cell) => {
    if (vocabulary.missing(cell)) return ok(null);
    const code = vocabulary.country(cell);
    return code === null ? unreadable(cell, 'a country', 'write its name or its code, like DE') : ok(code);
  };
}

const SHARE = /^\s*(\d+(?:[.,]\d+)?)\s*%\s*$/;

/** Hours a week, or a share of a full-time week (`80%`). */
function hoursReader(vocabulary: Vocabulary, style: ColumnStyle, fullTimeWeek: number): Reader<number> {
  const expected = 'hours a week, over 0 and at most 168, or a share like 80%';
  const plain = numberReader(vocabulary, style, expected, (value) => value > 0 && value <= 168);
  return (cell) => {
    const share = SHARE.exec(cell)?.[1];
    return plain(share === undefined ? cell : String((Number(share.replace(',', '.')) / 100) * fullTimeWeek));
  };
}

/** Whether a cell of hours says that the work is less than full time. */
export function isPartOfWeek(cell: string): boolean {
  const share = SHARE.exec(cell)?.[1];
  return share !== undefined && Number(share.replace(',', '.')) < 100;
}

/** What a plain field may hold: the value of its entry's key. */
export type PlainValue = string | number;

type PlainReaders = Readonly<Record<PlainField, Reader<PlainValue>>>;

/** The readers of a column with a style, by field. */
export function plainReaders(vocabulary: Vocabulary, style: ColumnStyle, fullTimeWeek: number): PlainReaders {
  const text = textReader(vocabulary, (given) => given);
  const rating = numberReader(vocabulary, style, 'a rating from 1 to 5', (value) => value >= 1 && value <= 5);
  const date: Reader<string> = (cell) =>
    vocabulary.missing(cell) ? ok(null) : vocabulary.date(cell, style.date);
  return {
    id: text,
    date,
    employer: text,
    title: text,
    role: textReader(vocabulary, (given) => vocabulary.role(given)),
    level: textReader(vocabulary, (given) => vocabulary.level(given)),
    years: numberReader(vocabulary, style, 'years, from 0 to 80', (value) => value >= 0 && value <= 80),
    location: text,
    country: countryReader(vocabulary),
    work_mode: (cell) => vocabulary.workMode(cell),
    employment: (cell) => vocabulary.employment(cell),
    evidence_tier: (cell) => vocabulary.evidenceTier(cell),
    period: (cell) => vocabulary.period(cell),
    hours: hoursReader(vocabulary, style, fullTimeWeek),
    tax: (cell) => vocabulary.tax(cell),
    industry: text,
    contributor: text,
    stage: (cell) => vocabulary.stage(cell),
    outcome: (cell) => vocabulary.outcome(cell),
    interviewer: text,
    interviewer_role: text,
    follow_up_on: date,
    culture: rating,
    work_life_balance: rating,
    development: rating,
    manager: rating,
    commute: rating,
    notes: text,
  };
}
