/** A store of offers of the stated shape, made by the product's own import, and what the product reads it with. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { loadPolicy, loadRates, loadVocabulary, loadAliases, digestRules } from '../../dist/shipped.js';
import { openEmbeddedStore } from '../../dist/storage/embedded/embedded-store.js';
import { LocalSnapshots } from '../../dist/storage/snapshot-cache.js';
import { writeOffersCsv } from './offers-csv.js';

/** Runs a command of the product; fails where it does. */
export function product(words, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['dist/main.js', ...words], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (text) => (out += text));
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${words[0]} ended with ${code}`)),
    );
  });
}

/** Imports `rows` offers into the store of a folder; another `seed` gives others. */
export async function importOffers(folder, rows, seed) {
  const path = join(folder, 'offers.csv');
  await writeOffersCsv(path, rows, seed);
  await product(['import', path, '--store', `file:${join(folder, 'store.db')}`, '--json']);
}

/** The context that the use cases work with, over the store of a folder. */
export async function contextOf(folder) {
  const snapshots = new LocalSnapshots(join(folder, 'cache'));
  return {
    store: await openEmbeddedStore(join(folder, 'store.db')),
    vocabulary: loadVocabulary(),
    aliases: loadAliases(),
    policy: loadPolicy(),
    rates: loadRates(),
    snapshots: {
      rules: digestRules(),
      load: (key) => snapshots.load(key),
      save: (key, snapshot) => snapshots.save(key, snapshot),
    },
    person: 'owner',
    now: () => Date.now(),
  };
}
