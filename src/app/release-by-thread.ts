import type { Worker } from 'node:worker_threads';
import { errorTable, MarketWorthError } from '../core/errors.js';
import type { ReleaseReport } from './make-release.js';
import { messageOf } from './message-of.js';

/** What a thread failed of, as it was thrown there: on the way here an error keeps its fields, not its class. */
function understood(error: Error): Error {
  const { code, facts } = error as Partial<MarketWorthError>;
  if (code === undefined || !Object.hasOwn(errorTable, code)) return error;
  return new MarketWorthError(code, error.message, facts, { cause: error });
}

/** What a thread reports that opens a store for itself and makes its release, while this one goes on answering. */
export async function releaseByThread(thread: Worker): Promise<ReleaseReport> {
  try {
    return await messageOf(thread, 'makes the release');
  } catch (error) {
    throw understood(error as Error);
  }
}
