import type { Employment, PayPeriod } from './offer.js';
import type { Policy } from './policy.js';

/** What a pay is for: its period, who is paid, and the hours of a week where they are known. */
export interface PayTerms {
  readonly period: PayPeriod;
  readonly employment?: Employment | undefined;
  readonly hours?: number | undefined;
}

/**
 * How many times a stated pay makes a full-time year, or null where that is not known: part-time pay without hours.
 *
 * An employee's hour counts for the stated weekly hours, 40 unless stated. Part-time pay is scaled to a full-time
 * week. Unknown employment counts as employee.
 *
 * @example annualFactor({ period: 'month' }, policy.periods) // 12
 */
export function annualFactor(terms: PayTerms, periods: Policy['periods']): number | null {
  const { period, employment, hours } = terms;
  if (employment === 'contractor') return periods.contractor[period];
  if (employment === 'part-time') {
    if (period === 'hour') return periods.employee.hour;
    return hours === undefined ? null : periods.employee[period] * Math.max(1, periods.fullTimeWeek / hours);
  }
  if (period === 'hour' && hours !== undefined) return hours * periods.weeksAYear;
  return periods.employee[period];
}
