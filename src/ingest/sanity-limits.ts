import { dayNumber } from '../core/calendar-date.js';
import { minorDigits } from '../core/money.js';
import { annualFactor } from '../domain/annual-pay.js';
import type { RowProblem } from '../domain/batch.js';
import type { Entry, Offer } from '../domain/entry.js';
import { exchangeRate } from '../domain/exchange.js';
import type { ExchangeRates, Policy } from '../domain/policy.js';

/** Bounds of a plausible pay, in minor units and for the period it is stated for. */
interface Limits {
  readonly minimum: number;
  readonly maximum: number;
}

const WIDE: Limits = { minimum: 0, maximum: Infinity };

/**
 * Tells pay that no one is paid: outside the policy's limits a year, in US dollars at the rate of the row's date, or
 * the newest where it has none. Part-time pay without hours is judged as it stands; pay in a currency without a known
 * rate is not judged.
 */
export class SanityLimits {
  private readonly known = new Map<string, Limits>();
  private readonly newest: number;

  constructor(
    private readonly policy: Policy,
    private readonly rates: ExchangeRates,
  ) {
    this.newest = Math.max(0, ...rates.tables.map(({ date }) => dayNumber(date)));
  }

  /** What is wrong with the pay of an offer, or undefined. */
  problem(offer: Offer): RowProblem | undefined {
    const { minimum, maximum } = this.limits(offer);
    const { payMin, payMax } = offer;
    const low = payMin ?? payMax ?? 0;
    const high = payMax ?? payMin ?? 0;
    if (low >= minimum && high <= maximum) return undefined;
    const { sanity } = this.policy;
    const amount = (low >= minimum ? high : low) / 10 ** minorDigits(offer.currency);
    return {
      column: null,
      found: `${amount} ${offer.currency} (${offer.period})`,
      expected: `a pay between ${sanity.minimum} and ${sanity.maximum} ${sanity.currency} a year`,
      fix: 'correct the pay, its period or its currency',
    };
  }

  private limits(offer: Offer): Limits {
    const { currency, period, employment, hours, date } = offer;
    const month = date?.slice(0, 7);
    const key = `${currency} ${period} ${employment} ${hours} ${month}`;
    let limits = this.known.get(key);
    if (limits === undefined) {
      limits = this.limitsOf({ currency, period, employment, hours }, month);
      this.known.set(key, limits);
    }
    return limits;
  }

  private limitsOf(
    {
      currency,
      period,
      employment,
      hours,
    }: Pick<Offer, 'currency' | 'period'> & Pick<Entry, 'employment' | 'hours'>,
    month: string | undefined,
  ): Limits {
    const { sanity, periods } = this.policy;
    const day = month === undefined ? this.newest : dayNumber(month);
    const rate = exchangeRate(sanity.currency, currency, day, this.rates)?.rate;
    if (rate === undefined) return WIDE;
    const factor = annualFactor({ period, employment, hours }, periods) ?? periods.employee[period];
    const scale = (rate * 10 ** minorDigits(currency)) / factor;
    return { minimum: sanity.minimum * scale, maximum: sanity.maximum * scale };
  }
}
