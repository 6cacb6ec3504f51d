/** Where a thread begins that reads the rows of a large file; told by its worker data what the file is like. */
import { parentPort, workerData } from 'node:worker_threads';
import type { StageSpec } from './ingest/row-stage.js';
import { serveRowStage } from './ingest/stage-thread.js';
import { loadPolicy, loadRates, loadVocabulary } from './shipped.js';

if (parentPort === null) throw new Error('this module runs in a thread only');
const tools = { vocabulary: loadVocabulary(), policy: loadPolicy(), rates: loadRates() };
serveRowStage(parentPort, workerData as StageSpec, tools);
