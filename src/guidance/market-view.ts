import type { Estimate, Percentile } from '../domain/estimate.js';

/** What a plan asks of the market: one estimate, and what follows from the same evidence. */
export interface MarketView {
  readonly worth: Estimate;
  /** The pay at a percentile in (0, 100); null where nothing can be said. */
  percentile(percentile: number): Percentile | null;
  /** Where a pay a year stands; null where nothing can be said. */
  position(pay: number): { readonly percentile: number; readonly compaRatio: number } | null;
}
