import type { Result } from '../core/result.js';
import type { RowProblem } from '../domain/batch.js';

/** What is wrong with one cell: what was found, what was expected, what to do. */
export type CellProblem = Omit<RowProblem, 'column'>;

/**
 * What a cell says: a value, `null` where it says that there is none (empty, `NA`, `Undisclosed`), or why it could
 * not be read. Never a guess.
 */
export type Reading<Value> = Result<Value | null, CellProblem>;
