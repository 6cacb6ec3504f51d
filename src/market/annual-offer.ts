import { toMajor } from '../core/money.js';
import { annualFactor } from '../domain/annual-pay.js';
import type { Entry } from '../domain/entry.js';
import { evidenceTiers } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import { UNKNOWN_AMOUNT } from './columns.js';
import type { Landing } from './landing.js';

/** The pay of an entry as the columns hold it: a full-time year, in major units. */
export interface AnnualOffer {
  /** Index into `evidenceTiers`. */
  readonly tier: number;
  readonly payMin: number;
  readonly payMax: number;
  readonly bonus: number;
  readonly equity: number;
  readonly signOn: number;
  /** Where in the offered range the accepted pay fell, if the entry knows both. */
  readonly landing: Landing | null;
}

const WRITTEN = evidenceTiers.indexOf('written');
const ACCEPTED = evidenceTiers.indexOf('accepted');

/** Part-time amounts a year are scaled like the pay; without hours they stay unknown. */
function fullTimeRatio(entry: Entry, periods: Policy['periods']): number | null {
  if (entry.employment !== 'part-time') return 1;
  return entry.hours === undefined ? null : Math.max(1, periods.fullTimeWeek / entry.hours);
}

/**
 * The offer in an entry, or null where it has none that can be compared: no pay, or part-time pay without hours.
 * An accepted pay makes it an accepted offer, whatever was offered first.
 */
export function annualOffer(entry: Entry, policy: Policy): AnnualOffer | null {
  const { currency, period, acceptedPay } = entry;
  if (currency === undefined || period === undefined) return null;
  const lowest = acceptedPay ?? entry.payMin;
  const highest = acceptedPay ?? entry.payMax;
  if (lowest === undefined && highest === undefined) return null;
  const factor = annualFactor({ period, employment: entry.employment, hours: entry.hours }, policy.periods);
  if (factor === null) return null;
  const ratio = fullTimeRatio(entry, policy.periods);
  const amount = (minor: number | undefined): number =>
    minor === undefined || ratio === null ? UNKNOWN_AMOUNT : toMajor(minor, currency) * ratio;
  const stated = entry.evidenceTier === undefined ? WRITTEN : evidenceTiers.indexOf(entry.evidenceTier);
  return {
    tier: acceptedPay === undefined ? stated : Math.max(stated, ACCEPTED),
    payMin: lowest === undefined ? 0 : toMajor(lowest, currency) * factor,
    payMax: highest === undefined ? Infinity : toMajor(highest, currency) * factor,
    bonus: amount(entry.bonus),
    equity: amount(entry.equityPerYear),
    signOn: amount(entry.signOn),
    landing: acceptedPay === undefined ? null : landingOf(entry, stated, acceptedPay),
  };
}

function landingOf({ payMin, payMax }: Entry, tier: number, pay: number): Landing | null {
  if (payMin === undefined || payMax === undefined || payMin >= payMax) return null;
  return { tier, place: (pay - payMin) / (payMax - payMin) };
}
