/** Where a thread begins that imports a file into a store it opens for itself; its worker data is the order. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveImport } from './app/import-by-thread.js';
import type { ImportOrder } from './app/import-order.js';
import { openRowThread } from './open-row-thread.js';
import { openStore } from './open-store.js';
import { loadAliases, loadPolicy, loadRates, loadVocabulary } from './shipped.js';
import { standBack } from './stand-back.js';

if (parentPort === null) throw new Error('this module runs in a thread only');
standBack();
const { storeUrl, ...order } = workerData as ImportOrder & { readonly storeUrl: string };
const store = await openStore(storeUrl);
try {
  await serveImport(parentPort, order, {
    store,
    vocabulary: loadVocabulary(),
    aliases: loadAliases(),
    policy: loadPolicy(),
    rates: loadRates(),
    openThread: openRowThread,
    now: () => Date.now(),
  });
} finally {
  await store.close();
}
