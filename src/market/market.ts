import type { Estimate, Percentile } from '../domain/estimate.js';
import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { WorthQuery } from '../domain/worth-query.js';

/** What the market is handed: dated assumptions, dated rates, and the rule that sorts roles into families. */
export interface MarketTools {
  readonly policy: Policy;
  readonly rates: ExchangeRates;
  /** The family of a canonical role, or null for a role of none. */
  readonly familyOf: (role: string) => string | null;
}

/** A role that offers are known for, and how many, in whatever currency. */
export interface KnownRole {
  readonly role: string;
  readonly offers: number;
}

/** All current offers of a store up to a sequence number, ready to be asked. Immutable. */
export interface Market {
  readonly sequence: number;
  /** Current offers. */
  readonly offers: number;
  /** Known roles, the commonest first, ties alphabetical. */
  roles(): readonly KnownRole[];
  /** Whether any offer is of this canonical role. */
  knows(role: string): boolean;
  /** The full answer. Without data for one: `percentiles: []` and `suppressed` filled; it never throws for want of data. */
  estimate(query: WorthQuery): Estimate;
  /** One percentile with its interval, `percentile` in (0, 100); null where `estimate` would have none. */
  percentile(query: WorthQuery, percentile: number): Percentile | null;
}
