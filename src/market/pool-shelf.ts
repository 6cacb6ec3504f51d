import type { Policy } from '../domain/policy.js';
import type { OfferColumns } from './columns.js';
import { fitPool, restorePool, snapshotPool, type FittedPool } from './fitted-pool.js';
import type { LandingPosition } from './landing.js';
import type { PoolFit } from './market-snapshot.js';
import { buildPool, type Pool, type PoolKey } from './pool.js';

function nameOf({ currency, tax, basis }: PoolKey): string {
  return [currency, tax, basis].join(' ');
}

/** Pools made, and fitted, when they are first asked for, and kept. */
export class PoolShelf {
  readonly #pools = new Map<string, Pool>();
  readonly #fitted = new Map<string, FittedPool>();
  /** What was learnt before, not yet asked for again. */
  readonly #kept = new Map<string, PoolFit>();

  constructor(
    private readonly columns: OfferColumns,
    private readonly landings: readonly LandingPosition[],
    private readonly policy: Policy,
    fits: readonly PoolFit[] = [],
  ) {
    for (const kept of fits) this.#kept.set(nameOf(kept.key), kept);
  }

  /** Pools of which something was learnt. */
  get size(): number {
    return this.#fitted.size + this.#kept.size;
  }

  pool(key: PoolKey): Pool {
    const known = this.#pools.get(nameOf(key));
    const pool = known ?? buildPool(this.columns, key, this.landings, this.policy.weights);
    this.#pools.set(nameOf(key), pool);
    return pool;
  }

  fitted(key: PoolKey): FittedPool {
    const name = nameOf(key);
    const known = this.#fitted.get(name);
    if (known) return known;
    const kept = this.#kept.get(name);
    const fitted = kept ? restorePool(this.pool(key), kept.fit) : fitPool(this.pool(key));
    this.#kept.delete(name);
    this.#fitted.set(name, fitted);
    return fitted;
  }

  /** What was learnt of all pools asked for, now and before. */
  fits(): readonly PoolFit[] {
    const fresh = [...this.#fitted.values()].map((pool) => {
      const { currency, tax, basis } = pool;
      return { key: { currency, tax, basis }, fit: snapshotPool(pool) };
    });
    return [...this.#kept.values(), ...fresh];
  }
}
