import mongoose from 'mongoose';
import { MarketWorthError } from '../../core/errors.js';
import { unreachable } from '../unreachable.js';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError } = mongoose.mongo;

/** Codes of a server that cannot do it now and may in a moment: it steps down, starts, stops or lost its majority. */
const passing = new Set([6, 7, 64, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
/** What a socket says when its other end is gone; of a write the driver passes it on as it is. */
const gone = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);
const DUPLICATE_KEY = 11000;
const AUTHENTICATION_FAILED = 18;
const UNAUTHORIZED = 13;

/** What a write of many documents failed of as a whole, which the driver wraps in the failure of a bulk. */
function unwrapped(error: unknown): unknown {
  if (!(error instanceof MongoBulkWriteError)) return error;
  return error.errorResponse instanceof Error ? error.errorResponse : error;
}

/** What stood in the way of each server, where none could be chosen. */
function behind(error: Error): unknown[] {
  const { reason } = error as { reason?: { servers?: ReadonlyMap<string, { error: unknown }> } };
  return [error.cause, ...[...(reason?.servers?.values() ?? [])].map((server) => server.error)];
}

/** The codes of a failure and of what is behind it. */
function codesOf(thrown: unknown): unknown[] {
  const error = unwrapped(thrown);
  if (!(error instanceof Error)) return [];
  return ['code' in error ? error.code : undefined, ...behind(error).flatMap(codesOf)];
}

/** Whether no server could be chosen, for as long as the driver looks for one. */
export function isNoServer(thrown: unknown): boolean {
  const error = unwrapped(thrown);
  return error instanceof Error && error.name.endsWith('ServerSelectionError');
}

/** Whether the same again may succeed. */
export function isPassing(thrown: unknown): boolean {
  const error = unwrapped(thrown);
  if (error instanceof MongoNetworkError || isNoServer(error)) return true;
  if (error instanceof Error && error.name === 'MongoPoolClearedError') return true;
  if (error instanceof Error && 'code' in error && gone.has(String(error.code))) return true;
  return error instanceof MongoServerError && passing.has(Number(error.code));
}

/** Whether a unique index refused a document. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

/** A STORE_BUSY: another writer holds the store, or took it over. */
export function busy(location: string, found: string): MarketWorthError {
  return new MarketWorthError('STORE_BUSY', `${location}: ${found}. Try again.`, { location });
}

const CHECK_NETWORK = 'Check that MongoDB runs there and that its port can be reached from here.';

/** What to throw for a failure of the driver: a `MarketWorthError` where the user can help, else the defect it is. */
export function storeFailure(error: unknown, location: string): unknown {
  const codes = codesOf(error);
  if (codes.includes(AUTHENTICATION_FAILED))
    return unreachable(
      location,
      'the user name or the password is not accepted',
      'Check both in the URL.',
      error,
    );
  if (codes.includes(UNAUTHORIZED))
    return unreachable(
      location,
      'this user may not do that',
      'Give it the role readWrite on the database.',
      error,
    );
  if (codes.includes('ENOTFOUND') || codes.includes('EAI_AGAIN'))
    return unreachable(location, 'there is no host of that name', 'Check the host in the URL.', error);
  if (codes.includes('ECONNREFUSED'))
    return unreachable(location, 'nothing listens there', CHECK_NETWORK, error);
  if (isPassing(error))
    return unreachable(location, 'the connection was lost or never came about', CHECK_NETWORK, error);
  return error;
}

/** For a server that does not answer in time. */
export function noAnswer(location: string, waitedMs: number): MarketWorthError {
  return unreachable(location, `no answer within ${waitedMs / 1000} s`, CHECK_NETWORK);
}
