import { errorTable, MarketWorthError } from '../core/errors.js';

/** What a thread failed of, as it was thrown there: on the way here an error keeps its fields, not its class. */
export function threadFailure(error: Error): Error {
  const { code, facts } = error as Partial<MarketWorthError>;
  if (code === undefined || !Object.hasOwn(errorTable, code)) return error;
  return new MarketWorthError(code, error.message, facts, { cause: error });
}
