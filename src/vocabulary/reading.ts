import { failed, type Result } from '../core/result.js';
import type { RowProblem } from '../domain/batch.js';

/** What is wrong with one cell: what was found, what was expected, what to do. */
export type CellProblem = Omit<RowProblem, 'column'>;

/**
 * What a cell says: a value, `null` where it says that there is none (empty, `NA`, `Undisclosed`), or why it could
 * not be read. Never a guess.
 */
export type Reading<Value> = Result<Value | null, CellProblem>;

const SHOWN = 80;

/** A cell that cannot be read. The cell is quoted up to 80 characters. */
export function unreadable(cell: string, expected: string, fix: string): Result<never, CellProblem> {
  const found = cell.length > SHOWN ? `${cell.slice(0, SHOWN)}...` : cell;
  return failed({ found, expected, fix });
}
