/** Loads the columns of a store in MongoDB, and prints how long that took. Usage: node scripts/bench/mongo-load.js URL */
import { buildMarket } from '../../dist/market/market.js';
import { loadPolicy, loadRates, loadVocabulary } from '../../dist/shipped.js';
import { openMongoStore } from '../../dist/storage/mongo/mongo-store.js';

const vocabulary = loadVocabulary();
const store = await openMongoStore(process.argv[2]);
const began = performance.now();
const entries = store.entries();
const tools = { policy: loadPolicy(), rates: loadRates(), familyOf: (role) => vocabulary.familyOf(role) };
const market = await buildMarket(entries, await entries.sequence(), tools);
console.log(JSON.stringify({ load: (performance.now() - began) / 1000, offers: market.offers }));
await store.close();
process.disconnect();
