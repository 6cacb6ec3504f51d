import { parseCalendarDate, type CalendarDate } from '../core/calendar-date.js';
import { failed, ok, type Result } from '../core/result.js';
import type { VocabularyData } from './vocabulary-data.js';
import { yearLast, type DateStyle } from './date-style.js';
import { foldKey } from './fold.js';
import { plainText } from './plain-text.js';
import { unreadable, type Reading } from './reading.js';

/** Names of months (1 to 12), words that may stand in a date, and words for a quarter. */
export interface DateWords {
  readonly months: ReadonlyMap<string, number>;
  readonly noise: ReadonlySet<string>;
  readonly quarter: ReadonlySet<string>;
}

type Parts = Result<CalendarDate>;

const TIME = String.raw`(?:[T ,]+(?:klo )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[a-z]{3,4}))?(?: ?[+-]\d{2}:?\d{0,2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i');
const YEAR_LAST_REST = new RegExp(`^${TIME}$`, 'i');
const AT_THE_END = new RegExp(`${TIME.slice(0, -1)}$`, 'i');
const COMPACT = /^(19|20)(\d{2})(\d{2})(\d{2})$/;
const YEAR_MONTH = /^(\d{4})[-/.](\d{1,2})$/;
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/;
const SERIAL = /^[2-6]\d{4}(?:[.,]\d+)?$/;
const EXPECTED = 'a date like 2024-07-15, 2024-07, 2024-Q3 or 2024';

const two = (part: string | number): string => String(part).padStart(2, '0');

function day(year: string | number, month: string | number, date: string | number): Parts {
  return parseCalendarDate(`${year}-${two(month)}-${two(date)}`);
}

function fullYear(year: string, { pivot }: DateStyle): string {
  if (year.length === 4) return year;
  return `${Number(year) > pivot ? '19' : '20'}${year}`;
}

function endingWithYear(text: string, style: DateStyle): Parts | undefined {
  const match = yearLast.exec(text);
  if (!match || !YEAR_LAST_REST.test(text.slice(match[0].length))) return undefined;
  const [first, second, year] = [match[1]!, match[3]!, fullYear(match[4]!, style)];
  if (style.order === 'ymd' && match[2] !== '.' && first !== second) {
    if (Number(first) <= 12 && Number(second) <= 12) return failed(`${text} may be day first or month first`);
    return Number(first) > 12 ? day(year, second, first) : day(year, first, second);
  }
  const read = style.order === 'mdy' ? day(year, first, second) : day(year, second, first);
  const turned = style.order === 'mdy' ? day(year, second, first) : day(year, first, second);
  if (read.ok || !turned.ok) return read;
  return failed(`the column writes the ${style.order === 'mdy' ? 'month' : 'day'} first`);
}

function figures(text: string, style: DateStyle): Parts | undefined {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return day(iso[1]!, iso[3]!, iso[4]!);
  const compact = COMPACT.exec(text);
  if (compact) return day(compact[1]! + compact[2]!, compact[3]!, compact[4]!);
  const yearMonth = YEAR_MONTH.exec(text);
  if (yearMonth) return parseCalendarDate(`${yearMonth[1]!}-${two(yearMonth[2]!)}`);
  const monthYear = MONTH_YEAR.exec(text);
  if (monthYear) return parseCalendarDate(`${monthYear[2]!}-${two(monthYear[1]!)}`);
  if (/^\d{4}$/.test(text)) return parseCalendarDate(text);
  return endingWithYear(text, style);
}

/** The quarter that a text of one year and one quarter names: `Q3 2024`, `2024Q3`, `3. Quartal 2024`. */
function quarter(parts: readonly string[], words: DateWords): Parts | undefined {
  if (!parts.some((part) => words.quarter.has(part))) return undefined;
  const rest = parts.filter((part) => !words.quarter.has(part) && !words.noise.has(part));
  const year = rest.find((part) => /^\d{4}$/.test(part));
  const number = rest.find((part) => /^[1-4]$/.test(part));
  if (rest.length !== 2 || year === undefined || number === undefined) return undefined;
  return parseCalendarDate(`${year}-Q${number}`);
}

/** A date with the month in words: a month, a year of four digits, and a day or none. */
function named(
  parts: readonly string[],
  text: string,
  style: DateStyle,
  words: DateWords,
): Parts | undefined {
  const rest = parts.filter((part) => !words.noise.has(part));
  const months = rest.filter((part) => words.months.has(part));
  if (months.length !== 1) return undefined;
  const month = words.months.get(months[0]!)!;
  const numbers = rest.filter((part) => !words.months.has(part));
  if (numbers.length > 2 || numbers.some((part) => !/^\d{1,2}$|^\d{4}$/.test(part))) return undefined;
  const year = numbers.find((part) => part.length === 4);
  if (numbers.length === 1) {
    // Jul-24 and Jul '24 are months of 2024; Jul 24 may be a day of an unknown year.
    const short = /[-'](\d{2})$/.exec(text)?.[1];
    const stated = year ?? (short === undefined ? undefined : fullYear(short, style));
    return stated === undefined ? undefined : parseCalendarDate(`${stated}-${two(month)}`);
  }
  if (numbers.length !== 2) return undefined;
  if (year !== undefined) return day(year, month, numbers.find((part) => part !== year) ?? '');
  // 15-Jul-24: without a year of four digits the year comes last.
  return numbers[1]!.length === 2 ? day(fullYear(numbers[1]!, style), month, numbers[0]!) : undefined;
}

function inWords(text: string, style: DateStyle, words: DateWords): Parts | undefined {
  const bare = text.replace(AT_THE_END, '');
  const parts = foldKey(bare).match(/\p{L}+|\d+/gu) ?? [];
  return quarter(parts, words) ?? named(parts, bare, style, words);
}

/**
 * Reads a date in the order of its column, as precise as it is written. A time and a zone are dropped: the day is the
 * one that is written. Serial numbers of spreadsheets are refused, for they are numbers of a file that is not at hand.
 */
export function parseDate(cell: string, style: DateStyle, words: DateWords): Reading<CalendarDate> {
  const text = plainText(cell);
  if (SERIAL.test(text)) {
    return unreadable(
      cell,
      EXPECTED,
      'this looks like a spreadsheet serial number: format the column as a date',
    );
  }
  const read = figures(text, style) ?? inWords(text, style, words);
  if (read?.ok) return ok(read.value);
  const reason = read === undefined ? EXPECTED : `${EXPECTED}; ${read.problem}`;
  return unreadable(cell, reason, 'write the date as 2024-07-15, or state --date-format');
}

/** The words of dates out of the data. */
export function dateWords({ dates }: VocabularyData): DateWords {
  const months = dates.months.flatMap((names, i) => names.map((name) => [foldKey(name), i + 1] as const));
  return {
    months: new Map(months),
    noise: new Set(dates.noise.map(foldKey)),
    quarter: new Set(dates.quarter.map(foldKey)),
  };
}
