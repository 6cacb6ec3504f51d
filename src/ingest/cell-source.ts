import type { RowProblem } from '../domain/batch.js';
import type { Reading } from '../vocabulary/reading.js';

/** Where a field finds a cell: in a column, or, the same for every row, in what the user set. */
export interface CellSource<Value> {
  /** The column's name; null for a value that was set. */
  readonly column: string | null;
  readonly cell: (cells: readonly string[]) => string;
  readonly read: (cell: string) => Reading<Value>;
}

/** Takes note of a cell that cannot be read. */
export type OnProblem = (problem: RowProblem) => void;

/** The cell of a column. */
export function columnCell(index: number): (cells: readonly string[]) => string {
  return (cells) => cells[index]!;
}

/** The first value that the sources hold, in their order; undefined where there is none, or it cannot be read. */
export function firstValue<Value>(
  sources: readonly CellSource<Value>[],
  cells: readonly string[],
  onProblem: OnProblem,
): Value | undefined {
  for (const { cell, read, column } of sources) {
    const text = cell(cells);
    if (text === '') continue;
    const reading = read(text);
    if (!reading.ok) {
      onProblem({ column, ...reading.problem });
      return undefined;
    }
    if (reading.value !== null) return reading.value;
  }
  return undefined;
}

/** The values of all sources, in their order; those that cannot be read are noted and left out. */
export function allValues<Value>(
  sources: readonly CellSource<Value>[],
  cells: readonly string[],
  onProblem: OnProblem,
): Value[] {
  const values: Value[] = [];
  for (const { cell, read, column } of sources) {
    const text = cell(cells);
    if (text === '') continue;
    const reading = read(text);
    if (!reading.ok) onProblem({ column, ...reading.problem });
    else if (reading.value !== null) values.push(reading.value);
  }
  return values;
}
