/** Which adapter a store's URL means; the main program and its threads open stores with it. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MarketWorthError } from './core/errors.js';
import type { Store } from './domain/ports.js';
import { userData } from './shipped.js';
import { openEmbeddedStore } from './storage/embedded/embedded-store.js';

export const defaultStore = `file:${join(userData, 'store.db')}`;

export const isMongo = (url: string): boolean => /^mongodb(?:\+srv)?:\/\//.test(url);

/** Only a store on MongoDB pays for loading its driver. */
async function openShared(url: string): Promise<Store> {
  // The title takes the place of the arguments in the list of processes, where a password would show.
  process.title = 'market-worth';
  const { openMongoStore } = await import('./storage/mongo/mongo-store.js');
  return openMongoStore(url);
}

/** Opens a store. Fails with USAGE for a URL that is none, and as its adapter does. */
export function openStore(url: string): Promise<Store> {
  if (isMongo(url)) return openShared(url);
  const path = /^file:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  if (path === undefined) {
    const scheme = /^[\w+.-]*/.exec(url)![0];
    throw new MarketWorthError(
      'USAGE',
      `--store: found a URL that begins with "${scheme}". Expected file:PATH or mongodb://HOST/DATABASE.`,
    );
  }
  if (url === defaultStore) mkdirSync(dirname(path), { recursive: true });
  return openEmbeddedStore(path);
}
