import type { OfferColumns } from './columns.js';
import type { FitSnapshot } from './fitted-pool.js';
import type { LandingPosition } from './landing.js';
import type { PoolKey } from './pool.js';

/**
 * What is expensive about a market, as plain data that can be cloned and kept: its offers, where pay lands in ranges,
 * and what was learnt of the pools that were asked for. `restoreMarket` makes a market of it that answers with the
 * same bits.
 */
export interface MarketSnapshot {
  readonly sequence: number;
  readonly columns: OfferColumns;
  readonly landings: readonly LandingPosition[];
  readonly fits: readonly PoolFit[];
}

/** What was learnt of one pool. */
export interface PoolFit {
  readonly key: PoolKey;
  readonly fit: FitSnapshot;
}
