import type { ModelledOffers } from './offers.js';
import type { Prediction } from './model/pay-model.js';

/**
 * Brings offers to a profile (METHOD 3): what an offer pays above or below its own centre, in spreads of its own, is
 * what it would pay above or below the profile's centre, in spreads of the profile.
 */
export class Adjustment {
  /** @param shift added to every log pay: the log of an exchange rate */
  constructor(
    private readonly profile: Prediction,
    private readonly shift: number,
  ) {}

  /** The log pay at the profile of an offer's log pay, or of an end of its range. */
  logOf({ mu, spread }: ModelledOffers, row: number, logPay: number): number {
    const stretch = this.profile.spread / spread[row]!;
    return this.profile.mu + stretch * (logPay - mu[row]!) + this.shift;
  }
}
