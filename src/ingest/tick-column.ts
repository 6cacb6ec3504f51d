import { ok } from '../core/result.js';
import type { Reading } from '../vocabulary/reading.js';
import { spaced } from './header-words.js';

const TICKED = new Set([
  'true',
  't',
  'yes',
  'y',
  '1',
  'x',
  '✓',
  '✔',
  '☑',
  'checked',
  'kyllä',
  'ja',
  'oui',
  'sí',
  'так',
  'да',
]);
const BLANK = new Set(['', 'false', 'f', 'no', 'n', '0', '☐', 'unchecked', 'ei', 'nein', 'non', 'ні', 'нет']);

/** Whether all cells tick or leave blank, as in a column that stands for one role or skill; some must tick. */
export function isTickColumn(cells: readonly string[]): boolean {
  const words = cells.map((cell) => cell.trim().toLowerCase());
  return words.some((word) => TICKED.has(word)) && words.every((word) => TICKED.has(word) || BLANK.has(word));
}

/** A reader of such a column: what the column's name says where the cell is ticked, else nothing. */
export function tickReader<Value>(
  column: string,
  read: (text: string) => Reading<Value>,
): (cell: string) => Reading<Value> {
  const name = spaced(column);
  return (cell) => (TICKED.has(cell.trim().toLowerCase()) ? read(name) : ok(null));
}
