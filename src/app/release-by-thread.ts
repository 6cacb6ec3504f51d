import type { Worker } from 'node:worker_threads';
import type { ReleaseReport } from './make-release.js';
import { messageOf } from './message-of.js';
import { threadFailure } from './thread-failure.js';

/** What a thread reports that opens a store for itself and makes its release, while this one goes on answering. */
export async function releaseByThread(thread: Worker): Promise<ReleaseReport> {
  try {
    return await messageOf(thread, 'makes the release');
  } catch (error) {
    throw threadFailure(error as Error);
  }
}
