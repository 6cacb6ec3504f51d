import type { RowProblem } from '../domain/batch.js';

/** The most bytes of one row; longer ones are refused, so that a lost quote cannot swallow a file. */
export const LONGEST_ROW = 1_048_576;

/** One row of a file as its cells, or as what could be made of it and why it is refused. */
export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem?: RowProblem;
}

const SHOWN = 200;

/** The beginning of a text, as a message shows it. */
export function shown(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}... (${text.length} signs)`;
}

/** A row with more or fewer cells than the header. */
export function raggedRow(line: number, cells: readonly string[], width: number): CsvRow {
  const fix =
    cells.length > width
      ? 'quote the cell that holds the delimiter, or remove what is too much'
      : 'add the cells that are missing, empty if need be';
  return {
    line,
    cells: cells.map(shown),
    problem: {
      column: null,
      found: `${cells.length} cells`,
      expected: `${width} cells, as in the header`,
      fix,
    },
  };
}

/** A row whose quotes do not pair up, or that is too long. */
export function brokenRow(line: number, text: string, long: boolean): CsvRow {
  const problem = long
    ? { found: `a row of over ${LONGEST_ROW} bytes`, expected: 'at most 1 MB', fix: 'shorten the row' }
    : {
        found: `a quote that does not close: ${shown(text)}`,
        expected: 'a quoted cell that ends in a quote',
        fix: 'close the quote, or double the quotes within the cell',
      };
  return { line, cells: [shown(text)], problem: { column: null, ...problem } };
}

/** A row with bytes that are no letters in the file's encoding. */
export function damagedRow(row: CsvRow): CsvRow {
  const cell = row.cells.find((text) => text.includes('\ufffd')) ?? '';
  const problem = {
    column: null,
    found: `bytes that are not UTF-8: ${shown(cell)}`,
    expected: 'UTF-8 as in the rows before',
    fix: 'state --encoding, e.g. windows-1252, or mend the cell',
  };
  return { ...row, problem };
}
