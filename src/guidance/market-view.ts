import type { Percentile, WorthAnswer } from '../domain/estimate.js';

/** What a skill of the person goes with in pay, all else held as it is, in percent. */
export interface OwnPremium {
  readonly skill: string;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
  /** Offers that ask for it. */
  readonly offers: number;
}

/** What a plan asks of the market: one estimate, and what follows from the same evidence. */
export interface MarketView {
  readonly worth: WorthAnswer;
  /** Stated premiums above 0 of the person's own skills, the largest first. */
  readonly premiums: readonly OwnPremium[];
  /** The pay at a percentile in (0, 100); null where nothing can be said. */
  percentile(percentile: number): Percentile | null;
  /** Where a pay a year stands; null where nothing can be said, its percentile where that is not told. */
  position(pay: number): { readonly percentile: number | null; readonly compaRatio: number } | null;
}
