import type { ModelledOffers } from './offers.js';
import type { Prediction } from './model/pay-model.js';

/** What is further than this many spreads from its centre shows that its spread is not known: the rest is not stretched. */
const MOST_SPREADS = 6;

function held(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

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
    const away = logPay - mu[row]!;
    const within = held(away, MOST_SPREADS * spread[row]!);
    const stretch = this.profile.spread / spread[row]!;
    return this.profile.mu + stretch * within + (away - within) + this.shift;
  }
}
