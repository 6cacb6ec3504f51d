import { MarketWorthError } from '../../core/errors.js';

/** Items on a page, where a request does not say. */
export const PAGE = 50;

/** A place in a list as a text that means nothing to a client. */
export function encodeCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** A QUERY_INVALID: a cursor that was never given out. */
export function unknownCursor(): MarketWorthError {
  return new MarketWorthError(
    'QUERY_INVALID',
    'cursor: found one that was not given out. Expected the `next` of a page.',
  );
}

/** The parts of a place by its pattern. Fails with QUERY_INVALID for a cursor that was never given out. */
export function decodeCursor(cursor: string, pattern: RegExp): readonly string[] {
  const match = pattern.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (match) return match;
  throw unknownCursor();
}
