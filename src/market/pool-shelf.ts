import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { OfferColumns } from './columns.js';
import { convertPool } from './convert-pool.js';
import { skillFrequency } from './ladder.js';
import { buildPool, type Pool, type PoolKey } from './pool.js';
import { pooledSpread } from './pooled-spread.js';
import type { PooledSpread } from './sampling-error.js';

/** A pool with what is worked out once for all its answers. */
export interface PreparedPool {
  readonly pool: Pool;
  readonly pooled: PooledSpread;
  /** How many offers have each skill, by code. */
  readonly skillFrequency: Uint32Array;
}

/** Pools made when they are first asked for, and kept. */
export class PoolShelf {
  readonly #prepared = new Map<string, PreparedPool | null>();

  constructor(
    private readonly columns: OfferColumns,
    private readonly policy: Policy,
    private readonly rates: ExchangeRates,
  ) {}

  /** A pool, in its own currency or converted; null where no rate to `convertTo` is known. */
  get(key: PoolKey, convertTo: string | null): PreparedPool | null {
    const name = [key.currency, key.tax, key.basis, convertTo].join(' ');
    const known = this.#prepared.get(name);
    if (known !== undefined) return known;
    const own = buildPool(this.columns, key, this.policy.weights);
    const pool = convertTo === null ? own : convertPool(own, convertTo, this.rates);
    const prepared = pool && {
      pool,
      pooled: pooledSpread(pool),
      skillFrequency: skillFrequency(pool.columns.skills),
    };
    this.#prepared.set(name, prepared);
    return prepared;
  }
}
