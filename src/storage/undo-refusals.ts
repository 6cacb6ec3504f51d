import { MarketWorthError } from '../core/errors.js';

/** A row of a batch that a later batch edited, or brought again after the batch removed it. */
export interface EditedRow {
  /** In its file; of a removed row in the file that had brought it. */
  readonly line: number;
  /** The batch that edited it. */
  readonly by: number;
}

/** How many rows a refusal names. */
export const NAMED_ROWS = 20;

export function batchNotFound(id: number): MarketWorthError {
  return new MarketWorthError(
    'BATCH_NOT_FOUND',
    `There is no import ${id}. \`market-worth imports\` lists those there are.`,
    { batch: id },
  );
}

/** For a batch that was taken back already, by the undo with a sequence number. */
export function undoneAlready(id: number, undone: number): MarketWorthError {
  return new MarketWorthError(
    'UNDO_REFUSED',
    `Import ${id} was taken back already (sequence number ${undone}). There is nothing left to take back.`,
    { batch: id, undone },
  );
}

/** For a batch of whose rows `total` were edited later; `rows` are the first of them. */
export function editedLater(id: number, rows: readonly EditedRow[], total: number): MarketWorthError {
  const named = rows.map(({ line, by }) => `line ${line} (import ${by})`).join(', ');
  const more = total > rows.length ? ` and ${total - rows.length} more` : '';
  return new MarketWorthError(
    'UNDO_REFUSED',
    `Later imports edited ${total} of the rows of import ${id}: ${named}${more}. Take those imports back first.`,
    { batch: id, rows, total },
  );
}
