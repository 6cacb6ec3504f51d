import type { WorthAnswer } from '../domain/estimate.js';

/**
 * An amount for people: whole units with thousands set apart, and the currency's code, if one is known.
 *
 * @example formatAmount(86700, 'EUR') // '86,700 EUR'
 */
export function formatAmount(amount: number, currency: string): string {
  return `${formatNumber(amount)} ${currency}`.trimEnd();
}

/**
 * A whole number with thousands set apart, the same on every machine.
 *
 * @example formatNumber(1234567.8) // '1,234,568'
 */
export function formatNumber(amount: number): string {
  return Math.round(amount).toLocaleString('en-US');
}

/**
 * A percentile as an ordinal.
 *
 * @example formatPercentile(62.3) // '62nd percentile'
 */
export function formatPercentile(percentile: number): string {
  const whole = Math.min(99, Math.max(1, Math.round(percentile)));
  const teen = whole >= 11 && whole <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][whole % 10] ?? 'th');
  return `${whole}${suffix} percentile`;
}

/**
 * Where a pay stands: its percentile, or the percentiles it lies between.
 *
 * @example formatStanding({ pay: 1, band: { low: 50, high: 75 }, compaRatio: 1 }) // 'between the 50th and the 75th percentile'
 */
export function formatStanding(position: NonNullable<WorthAnswer['position']>): string {
  if ('percentile' in position) return formatPercentile(position.percentile);
  const { low, high } = position.band;
  if (low === null) return `below the ${formatPercentile(high ?? 50)}`;
  if (high === null) return `at or above the ${formatPercentile(low)}`;
  return `between the ${formatPercentile(low).replace(' percentile', '')} and the ${formatPercentile(high)}`;
}

/**
 * A count with its noun.
 *
 * @example formatCount(1, 'offer') // '1 offer'
 */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}
