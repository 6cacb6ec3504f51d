import type { Market } from '../market/market.js';
import { poolName, type PoolKey } from '../market/pool.js';
import type { Fitter } from './fit-by-thread.js';

/** Fits the pay models of a market's pools elsewhere, each once however often it is asked for. */
export function fitsOf(market: Market, fit: Fitter): (pool: PoolKey) => Promise<void> {
  const coming = new Map<string, Promise<void>>();
  return (pool) => {
    const name = poolName(pool);
    const known = coming.get(name);
    if (known) return known;
    const input = market.toFit(pool);
    if (!input) return Promise.resolve();
    const fitted = fit(input)
      .then((model) => {
        market.keepFit(pool, model);
      })
      .finally(() => coming.delete(name));
    coming.set(name, fitted);
    return fitted;
  };
}
