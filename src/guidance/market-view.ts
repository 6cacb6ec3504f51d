import type { Percentile, WorthAnswer } from '../domain/estimate.js';

/** What a plan asks of the market: one estimate, and what follows from the same evidence. */
export interface MarketView {
  readonly worth: WorthAnswer;
  /** The pay at a percentile in (0, 100); null where nothing can be said. */
  percentile(percentile: number): Percentile | null;
  /** Where a pay a year stands; null where nothing can be said, its percentile where that is not told. */
  position(pay: number): { readonly percentile: number | null; readonly compaRatio: number } | null;
}
