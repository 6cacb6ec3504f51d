import { failed, ok, type Result } from './result.js';

/**
 * A date on the calendar, without clock or zone, as precise as its source: `2024`, `2024-Q3`, `2024-07` or
 * `2024-07-15`. A day stands for the whole period where arithmetic needs one: its middle.
 */
export type CalendarDate = string;

export type DatePrecision = 'year' | 'quarter' | 'month' | 'day';

const MS_A_DAY = 86_400_000;
const SHAPE = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?$/;

function epochDay(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / MS_A_DAY);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Reads an ISO date of any precision.
 *
 * @example parseCalendarDate('2024-02-30') // { ok: false, problem: '2024-02-30 is not on the calendar' }
 */
export function parseCalendarDate(text: string): Result<CalendarDate> {
  const match = SHAPE.exec(text);
  if (!match) return failed(`${text} is not a date like 2024-07-15, 2024-07, 2024-Q3 or 2024`);
  const year = Number(match[1]);
  const month = Number(match[3] ?? 1);
  const day = Number(match[4] ?? 1);
  const onCalendar = year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return onCalendar ? ok(text) : failed(`${text} is not on the calendar`);
}

/** How precise a date is. */
export function precisionOf(date: CalendarDate): DatePrecision {
  if (date.length === 4) return 'year';
  if (date.includes('Q')) return 'quarter';
  return date.length === 7 ? 'month' : 'day';
}

/**
 * Days since 1970-01-01 of the day that stands for the date: itself, the 15th of a month, the middle of a quarter
 * (15 February, May, August, November), 1 July of a year.
 *
 * @example dayNumber('1970-01-02') // 1
 */
export function dayNumber(date: CalendarDate): number {
  const match = SHAPE.exec(date);
  if (!match) throw new RangeError(`${date} is not a calendar date`);
  const year = Number(match[1]);
  if (match[2] !== undefined) return epochDay(year, Number(match[2]) * 3 - 1, 15);
  if (match[3] === undefined) return epochDay(year, 7, 1);
  return epochDay(year, Number(match[3]), match[4] === undefined ? 15 : Number(match[4]));
}

/**
 * The day with a number, as `YYYY-MM-DD`.
 *
 * @example dayOf(0) // '1970-01-01'
 */
export function dayOf(number: number): CalendarDate {
  return new Date(number * MS_A_DAY).toISOString().slice(0, 10);
}

/**
 * The quarter that holds a day.
 *
 * @example quarterOf(dayNumber('2024-07-15')) // '2024-Q3'
 */
export function quarterOf(number: number): CalendarDate {
  const date = new Date(number * MS_A_DAY);
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}
