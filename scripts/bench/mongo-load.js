/**
 * Loads the columns of a store in MongoDB as a server does; prints how long that took and the memory that stays.
 * Usage: node --expose-gc scripts/bench/mongo-load.js URL
 */
import { createMarketSource } from '../../dist/app/market-source.js';
import { loadPolicy, loadRates, loadVocabulary } from '../../dist/shipped.js';
import { openMongoStore } from '../../dist/storage/mongo/mongo-store.js';

const context = {
  store: await openMongoStore(process.argv[2]),
  vocabulary: loadVocabulary(),
  policy: loadPolicy(),
  rates: loadRates(),
  person: 'owner',
  now: () => Date.now(),
};

function heldMemory() {
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const before = heldMemory();
const began = performance.now();
const answers = await createMarketSource(context)();
const load = (performance.now() - began) / 1000;
console.log(JSON.stringify({ load, columns: (heldMemory() - before) / 1e6, version: answers.dataVersion }));
await context.store.close();
process.disconnect();
