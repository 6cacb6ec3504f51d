import { Worker } from 'node:worker_threads';
import type { StageSpec } from './ingest/row-stage.js';

/** Rows live for a moment only: with room for many of them, hardly one is taken for one that stays. */
export const rowLimits = { maxYoungGenerationSizeMb: 32 };

/** Opens a thread that reads the rows of a large file. */
export function openRowThread(spec: StageSpec): Worker {
  const options = { workerData: spec, resourceLimits: rowLimits };
  return new Worker(new URL('./ingest-thread.js', import.meta.url), options);
}
