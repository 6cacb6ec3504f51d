import type { Market } from '../market/market.js';
import { poolName, type PoolKey } from '../market/pool.js';
import type { Fitter, Pricer } from './fit-by-thread.js';

/** Sees to it that something is learnt of a pool. */
type Learning = (pool: PoolKey) => Promise<void>;

/** Learns of each pool once, however often it is asked for. */
function onceEach(learn: (pool: PoolKey) => Promise<void> | undefined): Learning {
  const coming = new Map<string, Promise<void>>();
  return (pool) => {
    const name = poolName(pool);
    const known = coming.get(name);
    if (known) return known;
    const learnt = learn(pool)?.finally(() => coming.delete(name));
    if (!learnt) return Promise.resolve();
    coming.set(name, learnt);
    return learnt;
  };
}

/** Fits the pay models of a market's pools elsewhere. */
export function fitsOf(market: Market, fit: Fitter): Learning {
  return onceEach((pool) => {
    const input = market.toFit(pool);
    if (!input) return undefined;
    return fit(input).then((model) => {
      market.keepFit(pool, model);
    });
  });
}

/** Learns the premiums of a market's pools elsewhere; the pools are fitted. */
export function pricesOf({ pools }: Market, price: Pricer): Learning {
  return onceEach((pool) => {
    const input = pools.toPrice(pool);
    if (!input) return undefined;
    return price(input).then((premiums) => {
      pools.keepPremiums(pool, premiums);
    });
  });
}
