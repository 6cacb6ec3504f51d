import type { ModelSnapshot } from './model/model-snapshot.js';
import type { TableSnapshot } from './offer-table.js';
import type { PoolKey } from './pool.js';
import type { InterviewColumns } from './skills/interview-columns.js';
import type { PoolPremiums } from './skills/skill-premiums.js';

/**
 * What is expensive about a market, as plain data that can be cloned and kept: its offers, and what was learnt of the
 * pools that were asked for. `restoreMarket` makes a market of it that answers with the same bits.
 */
export interface MarketSnapshot extends TableSnapshot {
  readonly sequence: number;
  readonly interviews: InterviewColumns;
  readonly fits: readonly PoolFit[];
}

/** What was learnt of one pool. */
export interface PoolFit {
  readonly key: PoolKey;
  readonly fit: ModelSnapshot;
  /** Where they were asked for. */
  readonly premiums?: PoolPremiums;
}
