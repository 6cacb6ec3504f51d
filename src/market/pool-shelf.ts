import type { Policy } from '../domain/policy.js';
import type { RowChanges } from './edited-list.js';
import { fitInput, fitOffers, withFit, type FitInput, type FittedPool } from './fitted-pool.js';
import type { PoolFit } from './market-snapshot.js';
import type { ModelSnapshot } from './model/model-snapshot.js';
import type { OfferTable } from './offer-table.js';
import { buildPool, editPool, poolName, type Pool, type PoolKey } from './pool.js';
import {
  learnPremiums,
  premiumInput,
  type PoolPremiums,
  type PremiumInput,
} from './skills/skill-premiums.js';

/** Pools made, and fitted, when they are first asked for, and kept. */
export class PoolShelf {
  readonly #pools = new Map<string, Pool>();
  readonly #fitted = new Map<string, FittedPool>();
  readonly #premiums = new Map<string, PoolPremiums>();
  /** What was learnt, not yet asked for. */
  readonly #kept = new Map<string, PoolFit>();

  constructor(
    private readonly table: OfferTable,
    private readonly policy: Policy,
    fits: readonly PoolFit[] = [],
  ) {
    for (const { key, fit, premiums } of fits) {
      this.keep(key, fit);
      if (premiums) this.#premiums.set(poolName(key), premiums);
    }
  }

  /** Pools of which something was learnt. */
  get size(): number {
    return this.#fitted.size + this.#kept.size;
  }

  /** Pools whose skills' premiums were learnt. */
  priced(): readonly PoolKey[] {
    return this.fits().flatMap(({ key, premiums }) => (premiums ? [key] : []));
  }

  pool(key: PoolKey): Pool {
    const known = this.#pools.get(poolName(key));
    const pool = known ?? buildPool(this.table, key, this.policy.weights);
    this.#pools.set(poolName(key), pool);
    return pool;
  }

  fitted(key: PoolKey): FittedPool {
    const name = poolName(key);
    const known = this.#fitted.get(name);
    if (known) return known;
    const pool = this.pool(key);
    const fitted = withFit(pool, this.#kept.get(name)?.fit ?? fitOffers(fitInput(pool)));
    this.#kept.delete(name);
    this.#fitted.set(name, fitted);
    return fitted;
  }

  /** What is still to be learnt of a pool; null where that was done. */
  toFit(key: PoolKey): FitInput | null {
    const name = poolName(key);
    return this.#fitted.has(name) || this.#kept.has(name) ? null : fitInput(this.pool(key));
  }

  /** Takes in what was learnt of a pool elsewhere. */
  keep(key: PoolKey, fit: ModelSnapshot): void {
    this.#kept.set(poolName(key), { key, fit });
  }

  /** The premiums of a pool's skills, which follow from its fit. */
  premiums(key: PoolKey): PoolPremiums {
    const name = poolName(key);
    const premiums = this.#premiums.get(name) ?? learnPremiums(this.#premiumInput(key));
    this.#premiums.set(name, premiums);
    return premiums;
  }

  /** What a pool's premiums are to be learnt from; null where that was done. */
  toPrice(key: PoolKey): PremiumInput | null {
    return this.#premiums.has(poolName(key)) ? null : this.#premiumInput(key);
  }

  /** Takes in the premiums of a pool, learnt elsewhere. */
  keepPremiums(key: PoolKey, premiums: PoolPremiums): void {
    this.#premiums.set(poolName(key), premiums);
  }

  #premiumInput(key: PoolKey): PremiumInput {
    return premiumInput(this.fitted(key), this.table.inKeyOrder, this.policy);
  }

  /** What was learnt of all pools asked for, now and before. */
  fits(): readonly PoolFit[] {
    const fresh = [...this.#fitted.values()].map(({ currency, tax, basis, model }) => ({
      key: { currency, tax, basis },
      fit: model.snapshot,
    }));
    return [...this.#kept.values(), ...fresh].map((learnt) => {
      const premiums = this.#premiums.get(poolName(learnt.key));
      return premiums ? { ...learnt, premiums } : learnt;
    });
  }

  /** The pools of the table that followed, none of them fitted. */
  edited(table: OfferTable, changes: RowChanges): PoolShelf {
    const edited = new PoolShelf(table, this.policy);
    for (const [name, pool] of this.#pools) {
      edited.#pools.set(name, editPool(pool, table, changes, this.policy.weights));
    }
    return edited;
  }
}
