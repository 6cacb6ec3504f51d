import { ok, type Result } from '../core/result.js';
import { numberPattern, numberShape, type Mark, type NumberShape } from './number-shape.js';
import type { NumberStyle } from './number-style.js';
import { plainText } from './plain-text.js';
import { unreadable, type CellProblem, type Reading } from './reading.js';

const NUMBER = new RegExp(`^[+]?(-?)((?:${numberPattern}|[.,]\\d+))$`);
const LARGEST = 1e15;

const NAMES: Readonly<Record<Mark, string>> = { '.': 'a point', ',': 'a comma' };

function inDoubt(text: string, shape: NumberShape & { kind: 'doubtful' }): Result<never, CellProblem> {
  const { whole, fraction, separator } = shape;
  return unreadable(
    text,
    `${whole} or ${fraction}: this column writes fractions with ${NAMES[separator]}, so ${text} may be either`,
    `write ${whole} or ${fraction.toFixed(2)}, or state --decimal`,
  );
}

function contradicts(text: string, mark: Mark, style: NumberStyle): Result<never, CellProblem> {
  const rule =
    style.decimal === null
      ? `no fraction after ${NAMES[mark]}, which groups thousands in this column`
      : `a number like ${style.decimal === '.' ? '4695.70' : '4695,70'}, as in the rest of the column`;
  return unreadable(text, rule, 'write it as the rest of the column, or state --decimal');
}

/**
 * The value of one number in the style of its column. `text` is one match of `numberPattern`. Refused are malformed
 * groups, what contradicts the column, what stays in doubt (see `NumberStyle.decimals`), and 10^15 and above.
 *
 * @example numberInStyle('70.000', { decimal: ',', thousands: ['.'], decimals: 2 }) // { ok: true, value: 70000 }
 */
export function numberInStyle(text: string, style: NumberStyle): Result<number, CellProblem> {
  const shape = numberShape(text);
  switch (shape.kind) {
    case 'malformed':
      return unreadable(text, 'digits in groups of three, like 1,234,567', 'correct the number');
    case 'decimal': {
      const { separator, value } = shape;
      const fits =
        style.decimal === null ? !style.thousands.includes(separator) : style.decimal === separator;
      return fits ? ok(value) : contradicts(text, separator, style);
    }
    case 'doubtful':
      if (shape.separator !== style.decimal) return ok(shape.whole);
      return style.decimals >= 3 ? ok(shape.fraction) : inDoubt(text, shape);
    default:
      if (shape.kind === 'grouped' && shape.separator !== undefined && shape.separator === style.decimal) {
        return contradicts(text, shape.separator, style);
      }
      return shape.value < LARGEST ? ok(shape.value) : unreadable(text, 'a number under 10^15', 'correct it');
  }
}

/** The value of a cell of 1 to 15 plain digits, or -1. */
export function plainInteger(cell: string): number {
  if (cell.length === 0 || cell.length > 15) return -1;
  let value = 0;
  for (let i = 0; i < cell.length; i++) {
    const digit = cell.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Reads a cell that holds one number, with or without a sign. What counts as missing is for the caller.
 *
 * @example parseNumber("-70'000.5", { decimal: null, thousands: [], decimals: 0 }) // { ok: true, value: -70000.5 }
 */
export function parseNumber(cell: string, style: NumberStyle): Reading<number> {
  const integer = plainInteger(cell);
  if (integer >= 0) return ok(integer);
  const match = NUMBER.exec(plainText(cell));
  if (!match) return unreadable(cell, 'a number', 'leave only the number in the cell');
  const reading = numberInStyle(match[2]!, style);
  return reading.ok && match[1] === '-' ? ok(-reading.value) : reading;
}
