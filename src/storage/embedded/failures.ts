import { MarketWorthError } from '../../core/errors.js';
import { unreachable } from '../unreachable.js';

/** What SQLite's failures that a user can do something about mean, by the beginning of their code. */
const outside: readonly (readonly [code: string, found: string, fix: string])[] = [
  ['SQLITE_NOTADB', 'the file is not a store', 'Check the path, or choose a new file.'],
  ['SQLITE_CORRUPT', 'the file is damaged', 'Put back a copy of it, or choose a new file and import again.'],
  ['SQLITE_READONLY', 'the file or its folder cannot be written', 'Check who may write there.'],
  ['SQLITE_CANTOPEN', 'the file cannot be opened', 'Check the path and who may write there.'],
  ['SQLITE_PERM', 'the file may not be used', 'Check who may write there.'],
  ['SQLITE_FULL', 'the disk is full', 'Make room in its folder and in the folder for temporary files.'],
  ['SQLITE_IOERR', 'the disk cannot be read or written', 'Check the disk and the room left on it.'],
];

/** A STORE_BUSY: another writer holds the store for longer than anyone should wait. */
export function busy(location: string, waitedMs: number, cause?: unknown): MarketWorthError {
  return new MarketWorthError(
    'STORE_BUSY',
    `${location}: another import or undo has been writing for over ${waitedMs / 1000} s. Try again when it is done.`,
    { location },
    cause === undefined ? undefined : { cause },
  );
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Whether SQLite says that someone else holds the lock. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** What to throw for a failure of SQLite: a `MarketWorthError` where the user can help, else the defect that it is. */
export function storeFailure(error: unknown, location: string, waitedMs: number): unknown {
  if (isBusy(error)) return busy(location, waitedMs, error);
  const known = outside.find(([code]) => codeOf(error).startsWith(code));
  return known ? unreachable(location, known[1], known[2], error) : error;
}
