import type { RowProblem } from '../domain/batch.js';
import type { Finding } from '../domain/ports.js';
import { csvLine } from './csv-write.js';

/** The columns that a rejects file has after those of its original; import passes them over. */
export const rejectColumns = ['reject_line', 'reject_fate', 'reject_reason'] as const;

/**
 * A problem in one sentence.
 *
 * @example problemText({ column: 'pay', found: 'a lot', expected: 'a pay', fix: 'write a number' }) // 'pay: found a lot, expected a pay; write a number'
 */
export function problemText({ column, found, expected, fix }: RowProblem): string {
  return `${column === null ? '' : `${column}: `}found ${found}, expected ${expected}; ${fix}`;
}

/** The header line of a rejects file. */
export function rejectsHeader(columns: readonly string[]): string {
  return csvLine([...columns, ...rejectColumns]);
}

/**
 * The cells of a row in as many columns as its file has. Missing ones are empty. Which cells are too many nobody can
 * tell, so such a row stands in the first column as a whole, where no import takes it before it is corrected.
 */
function fitted(raw: readonly string[], width: number): string[] {
  const cells = raw.length > width ? [csvLine(raw).trimEnd()] : [...raw];
  while (cells.length < width) cells.push('');
  return cells;
}

/**
 * Rows that stayed outside as lines of a rejects file: the original cells, then line, fate and reasons. Corrected, the
 * file can be imported as it is; the cells are safe in a spreadsheet.
 */
export function rejectsRows(findings: readonly Finding[], columns: readonly string[]): string {
  return findings
    .map(({ line, fate, problems, raw }) =>
      csvLine([...fitted(raw, columns.length), String(line), fate, problems.map(problemText).join('. ')]),
    )
    .join('');
}
