/** Where a thread begins that makes the release of a store; its worker data says of which, and what it protects. */
import { parentPort, workerData } from 'node:worker_threads';
import { makeStoreRelease } from './app/make-release.js';
import type { ReleasePreset } from './domain/release.js';
import { openStore } from './open-store.js';
import { loadPolicy, loadVocabulary } from './shipped.js';
import { standBack } from './stand-back.js';

export interface ReleaseOrder {
  readonly storeUrl: string;
  readonly preset: ReleasePreset;
}

if (parentPort === null) throw new Error('this module runs in a thread only');
standBack();
const { storeUrl, preset } = workerData as ReleaseOrder;
const store = await openStore(storeUrl);
const tools = { store, policy: loadPolicy(), vocabulary: loadVocabulary(), now: () => Date.now() };
try {
  parentPort.postMessage(await makeStoreRelease(preset, tools));
} finally {
  await store.close();
}
