import { ok, type Result } from '../core/result.js';
import type { PayPeriod, TaxKind } from '../domain/offer.js';
import { foldKey } from './fold.js';
import type { NumberStyle } from './number-style.js';
import { numberInStyle, plainInteger } from './number-text.js';
import { noTokens, readNote, tokenise, type PayTokens } from './pay-tokens.js';
import type { PayWords } from './pay-words.js';
import { plainText } from './plain-text.js';
import { unreadable, type CellProblem, type Reading } from './reading.js';

/** What a cell says of pay, in major units. A point has both bounds, equal; an open end lacks one. */
export interface PayText {
  readonly min?: number;
  readonly max?: number;
  /** ISO 4217, where the cell names one. */
  readonly currency?: string;
  /** The currencies that the cell's sign may stand for, where it is shared (`$`, `kr`). */
  readonly currencyCandidates?: readonly string[];
  readonly period?: PayPeriod;
  readonly tax?: TaxKind;
  readonly approximate?: boolean;
}

// The figure as a pattern: n number, f from, w a weak from ("de"), t to, u up to, b between, & and, + or more.
const POINT = /^w?n$/;
const RANGE = /^(?:[fw]?n[-tu]n|bn[&t-]n)$/;
const FROM = /^(?:fn\+?|n\+|nf)$/;
const UP_TO = /^(?:un|nu)$/;

const BRACKETS = /[([{]([^()[\]{}]*)[)\]}]/g;
const NO_CENTS = /(\d)[.,:] ?--?(?=$|[ /])/g;
const EXPRESSION = /[*×=%^]|\d *\+ *\d|\d *x *\d/i;
const BARE = /^\d+(?:[.,]\d+)+$/;
const HEADLESS = /(?<![\d\p{L}])[.,]\d/u;
const NOTED_FIGURE = /[([{][^)\]}]*\d/;
const EXPECTED = 'one figure or a range, like 52000, 45,000-60,000 EUR, 90-110k or from 60k';
/** A range like 90-110,000 lacks the thousands of its lower end. */
const TORN = 500;

type Bounds = Pick<PayText, 'min' | 'max'>;

/** Reads the numbers; a multiplier behind the upper end of a range is for the lower end too, if that keeps it lower. */
function amounts(cell: string, { numbers }: PayTokens, style: NumberStyle): Result<number[], CellProblem> {
  const values: number[] = [];
  for (const { text } of numbers) {
    const value = numberInStyle(text, style);
    if (!value.ok) return unreadable(cell, value.problem.expected, value.problem.fix);
    values.push(value.value);
  }
  const [low, high] = numbers;
  const shared = high !== undefined && low!.times === undefined && values[0]! <= values[1]!;
  const times = numbers.map((number) => number.times ?? 1);
  if (shared) times[0] = high.times ?? 1;
  return ok(values.map((value, i) => exactProduct(value, times[i]!)));
}

/** 4.35 thousand is 4350, not 4349.999...: what people write has few digits. */
function exactProduct(value: number, times: number): number {
  return times === 1 ? value : Number((value * times).toPrecision(12));
}

function boundsOf(cell: string, pattern: string, values: readonly number[]): Result<Bounds, CellProblem> {
  const [first, second] = values as [number, number?];
  if (POINT.test(pattern)) return ok({ min: first, max: first });
  if (FROM.test(pattern)) return ok({ min: first });
  if (UP_TO.test(pattern)) return ok({ max: first });
  const [min, max] = [first, second!];
  if (min > max) {
    return unreadable(
      cell,
      'a range with its lower end first',
      'write both ends in full, the lower one first',
    );
  }
  if (min > 0 && min < 1000 && max >= TORN * min) {
    return unreadable(
      cell,
      'a range whose ends are near each other',
      `write ${min * 1000}-${max}, if that is meant`,
    );
  }
  return ok({ min, max });
}

function refused(cell: string, text: string, { pattern, unknown }: PayTokens): Result<never, CellProblem> {
  if (NOTED_FIGURE.test(text)) {
    return unreadable(
      cell,
      `${EXPECTED}; the note in brackets holds another figure`,
      'leave only the pay in the cell',
    );
  }
  if (EXPRESSION.test(text)) {
    return unreadable(
      cell,
      `${EXPECTED}, not an expression`,
      'write its result, and bonuses in a column of their own',
    );
  }
  if (/^[-fu]*-n$/.test(pattern))
    return unreadable(cell, 'a pay of 0 or more', 'write the pay without a minus sign');
  if (unknown !== undefined) {
    return unreadable(cell, `${EXPECTED}; "${unknown}" is not understood`, 'leave only the pay in the cell');
  }
  return unreadable(cell, EXPECTED, 'leave one figure or one range in the cell');
}

/** What is said beside the figure, if it does not contradict itself. */
function beside(cell: string, tokens: PayTokens): Result<PayText, CellProblem> {
  const { currencies, periods, taxes, approximate } = tokens;
  if (currencies?.length === 0) return unreadable(cell, 'one currency', 'leave the pay in one currency');
  if (periods.size > 1) return unreadable(cell, 'one period', 'leave the pay for one period');
  if (taxes.size > 1) return unreadable(cell, 'gross or net pay', 'leave one of them');
  const [period] = periods;
  const [tax] = taxes;
  return ok({
    ...(currencies?.length === 1 && { currency: currencies[0]! }),
    ...(currencies && currencies.length > 1 && { currencyCandidates: currencies }),
    ...(period && { period }),
    ...(tax && { tax }),
    ...(approximate && { approximate }),
  });
}

function silent(text: string, { silent: phrases }: PayWords): boolean {
  const words = foldKey(text).split(' ');
  return phrases.among(words).reduce((sum, { start, end }) => sum + end - start, 0) === words.length;
}

function readPay(cell: string, style: NumberStyle, rules: PayWords): Reading<PayText> {
  const text = plainText(cell);
  if (!/\d/.test(text)) {
    return silent(text, rules) ? ok(null) : unreadable(cell, EXPECTED, 'write the pay in figures');
  }
  const tokens = noTokens();
  const open = text.replace(NO_CENTS, '$1').replace(BRACKETS, (whole, inside: string) => {
    if (/\d/.test(inside)) return whole;
    readNote(inside, rules, tokens);
    return ' ';
  });
  tokenise(open, rules, tokens);
  const known = [POINT, RANGE, FROM, UP_TO].some((pattern) => pattern.test(tokens.pattern));
  if (!known || EXPRESSION.test(open) || HEADLESS.test(open)) return refused(cell, open, tokens);
  const values = amounts(cell, tokens, style);
  if (!values.ok) return values;
  const bounds = boundsOf(cell, tokens.pattern, values.value);
  const rest = beside(cell, tokens);
  if (!bounds.ok) return bounds;
  return rest.ok ? ok({ ...bounds.value, ...rest.value }) : rest;
}

/**
 * Reads a pay: a point, a range or an open end, with a multiplier and what the cell says of currency, period and tax.
 * Notes in brackets are of no account but for these three. `null` where the cell says that no pay is told. Refused,
 * with what to do: expressions, negative pay, two figures that make no range, words that are not understood, and
 * numbers that contradict the column's style. Nothing is guessed: what the cell does not say is left out.
 */
export function parsePay(cell: string, style: NumberStyle, rules: PayWords): Reading<PayText> {
  const integer = plainInteger(cell);
  if (integer >= 0) return ok({ min: integer, max: integer });
  if (BARE.test(cell)) {
    const value = numberInStyle(cell, style);
    return value.ok ? ok({ min: value.value, max: value.value }) : value;
  }
  return rules.missing(cell) ? ok(null) : readPay(cell, style, rules);
}
