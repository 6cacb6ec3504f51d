import type { Estimate, Percentile } from '../domain/estimate.js';
import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { StoredEntry } from '../domain/ports.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { Answer, type Grounds } from './answer.js';
import { codeOf } from './code-lookup.js';
import { ColumnsBuilder } from './columns-builder.js';
import type { OfferColumns } from './columns.js';
import { knownRoles, type KnownRole } from './known-roles.js';
import { landingPositions, type LandingPosition } from './landing.js';
import { nearestRoles } from './nearest-roles.js';
import { choosePool } from './pool-choice.js';
import { PoolShelf } from './pool-shelf.js';
import { currentOffers } from './supersession.js';
import { boundsAlone, noOffers, noRate } from './suppressed.js';
import { takeRows } from './take-rows.js';

/** What the market is handed: dated assumptions, dated rates, and the rule that sorts roles into families. */
export interface MarketTools {
  readonly policy: Policy;
  readonly rates: ExchangeRates;
  /** The family of a canonical role, or null for a role of none. */
  readonly familyOf: (role: string) => string | null;
}

/** All current offers of a store up to a sequence number, ready to be asked. Immutable. */
export class Market {
  readonly #shelf: PoolShelf;
  readonly #roles: readonly KnownRole[];

  constructor(
    private readonly columns: OfferColumns,
    private readonly landings: readonly LandingPosition[],
    readonly sequence: number,
    private readonly tools: MarketTools,
  ) {
    this.#shelf = new PoolShelf(columns, tools.policy, tools.rates);
    this.#roles = knownRoles(columns);
  }

  /** Current offers. */
  get offers(): number {
    return this.columns.rows;
  }

  /** Known roles, the commonest first, ties alphabetical. */
  roles(): readonly KnownRole[] {
    return this.#roles;
  }

  /** Whether any offer is of this canonical role, whatever its case. */
  knows(role: string): boolean {
    return codeOf(this.columns.role, role) !== 0;
  }

  /**
   * The full answer (METHOD 3 to 5). Without data for one: `percentiles: []` and `suppressed` filled; it never throws
   * for want of data.
   */
  estimate(query: WorthQuery): Estimate {
    const grounds = this.#groundsOf(query);
    if ('suppressed' in grounds) return grounds;
    const answer = new Answer(grounds, query);
    return answer.estimate() ?? boundsAlone(query, answer.boundsOnly, this.#nearest(query.role));
  }

  /** One percentile with its interval, `percentile` in (0, 100); null where `estimate` would have none. */
  percentile(query: WorthQuery, percentile: number): Percentile | null {
    const grounds = this.#groundsOf(query);
    return 'suppressed' in grounds ? null : new Answer(grounds, query).percentile(percentile);
  }

  #nearest(role: string): string[] {
    return nearestRoles(role, this.#roles, this.tools.familyOf);
  }

  #groundsOf(query: WorthQuery): Grounds | Estimate {
    const { policy } = this.tools;
    const choice = choosePool(this.columns, query, policy);
    if (!choice) return noOffers(query, this.#nearest(query.role));
    const prepared = this.#shelf.get(choice.key, choice.convertTo);
    if (!prepared) return noRate(query, choice.key.currency, this.#nearest(query.role));
    return { ...prepared, landings: this.landings, leftOut: choice.leftOut, policy };
  }
}

/**
 * Builds the market from stored entries: a pure function of them.
 *
 * @param entries current entries in key order, in chunks
 * @param sequence the sequence number they are as of
 */
export async function buildMarket(
  entries: AsyncIterable<readonly StoredEntry[]>,
  sequence: number,
  tools: MarketTools,
): Promise<Market> {
  const builder = new ColumnsBuilder(tools.policy, tools.familyOf);
  for await (const chunk of entries) builder.add(chunk);
  const all = builder.take();
  const { rows, landings } = currentOffers(all);
  const positions = landingPositions([...builder.landings, ...landings]);
  return new Market(takeRows(all, rows), positions, sequence, tools);
}
