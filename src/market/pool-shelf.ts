import type { Policy } from '../domain/policy.js';
import type { OfferColumns } from './columns.js';
import { fitPool, type FittedPool } from './fitted-pool.js';
import type { LandingPosition } from './landing.js';
import { buildPool, type Pool, type PoolKey } from './pool.js';

function nameOf({ currency, tax, basis }: PoolKey): string {
  return [currency, tax, basis].join(' ');
}

/** Pools made, and fitted, when they are first asked for, and kept. */
export class PoolShelf {
  readonly #pools = new Map<string, Pool>();
  readonly #fitted = new Map<string, FittedPool>();

  constructor(
    private readonly columns: OfferColumns,
    private readonly landings: readonly LandingPosition[],
    private readonly policy: Policy,
  ) {}

  pool(key: PoolKey): Pool {
    const known = this.#pools.get(nameOf(key));
    const pool = known ?? buildPool(this.columns, key, this.landings, this.policy.weights);
    this.#pools.set(nameOf(key), pool);
    return pool;
  }

  fitted(key: PoolKey): FittedPool {
    const known = this.#fitted.get(nameOf(key));
    const fitted = known ?? fitPool(this.pool(key));
    this.#fitted.set(nameOf(key), fitted);
    return fitted;
  }
}
