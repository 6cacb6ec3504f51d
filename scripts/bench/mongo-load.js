/**
 * Loads the columns of a store in MongoDB as a server does, and answers a first question; prints how long each took and
 * the memory that stays. Usage: node --expose-gc scripts/bench/mongo-load.js URL
 */
import { estimateWorth } from '../../dist/app/estimate-worth.js';
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

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const before = heldMemory();
const market = createMarketSource(context);
const load = await seconds(market);
const columns = (heldMemory() - before) / 1e6;
const answer = await seconds(() => estimateWorth({ role: 'Role 7', level: 'senior' }, context, market));
const answering = (heldMemory() - before) / 1e6;
console.log(JSON.stringify({ load, answer, columns, answering }));
await context.store.close();
process.disconnect();
