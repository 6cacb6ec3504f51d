/** What stands between the digits of one number, and so what the number may be. */
export type NumberShape =
  | { readonly kind: 'integer'; readonly value: number }
  /** Surely a fraction: `1234.5`, `1.234,56`. */
  | { readonly kind: 'decimal'; readonly value: number; readonly separator: Mark; readonly digits: number }
  /** Surely groups: `1.234.567`, `12,00,000`; or by spaces and apostrophes, then without a separator. */
  | { readonly kind: 'grouped'; readonly value: number; readonly separator?: Mark }
  /** `1,234`: a group or a fraction of three digits. */
  | { readonly kind: 'doubtful'; readonly whole: number; readonly fraction: number; readonly separator: Mark }
  | { readonly kind: 'malformed' };

/** What may be a decimal separator or group thousands, which is for the column to tell. */
export type Mark = '.' | ',';

/** One number in a plain text: digits, and marks, spaces and apostrophes that stand between digits. */
export const numberPattern = String.raw`\d+(?:[.,]\d+|[ ']\d{3}(?!\d))*`;

const MALFORMED: NumberShape = { kind: 'malformed' };
const THREES = /^\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*$/;
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/;

function ungroup(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  return THREES.test(text) || INDIAN.test(text) ? Number(text.replace(/\D/g, '')) : null;
}

function fraction(whole: string, digits: string, separator: Mark): NumberShape {
  const value = whole === '' ? 0 : ungroup(whole);
  if (value === null) return MALFORMED;
  const grouped = whole.length > 3 || whole === '' || whole.startsWith('0');
  if (digits.length === 3 && !grouped) {
    return {
      kind: 'doubtful',
      whole: Number(whole + digits),
      fraction: Number(`${whole}.${digits}`),
      separator,
    };
  }
  return { kind: 'decimal', value: Number(`${value}.${digits}`), separator, digits: digits.length };
}

/**
 * The shape of a number, as far as it tells by itself. Groups are of three digits, or Indian (`12,00,000`); anything
 * else between digits is malformed, as `1.234.56` and `1,234,5`.
 *
 * @param text one match of `numberPattern`, or that with nothing before the first mark
 * @example numberShape('1.234,56') // { kind: 'decimal', value: 1234.56, separator: ',', digits: 2 }
 */
export function numberShape(text: string): NumberShape {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) {
    const value = ungroup(text);
    if (value === null) return MALFORMED;
    return /^\d+$/.test(text) ? { kind: 'integer', value } : { kind: 'grouped', value };
  }
  const separator = text[last] as Mark;
  const digits = text.slice(last + 1);
  if (!/^\d+$/.test(digits)) return MALFORMED;
  if (text.indexOf(separator) === last) return fraction(text.slice(0, last), digits, separator);
  const value = ungroup(text);
  return value === null ? MALFORMED : { kind: 'grouped', value, separator };
}
