import { MarketWorthError } from '../core/errors.js';

/** A STORE_UNREACHABLE: where, what was found and what to do. */
export function unreachable(location: string, found: string, fix: string, cause?: unknown): MarketWorthError {
  return new MarketWorthError(
    'STORE_UNREACHABLE',
    `${location}: ${found}. ${fix}`,
    { location },
    cause === undefined ? undefined : { cause },
  );
}
