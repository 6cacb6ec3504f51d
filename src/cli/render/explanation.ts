import { formatCount, formatNumber } from '../../guidance/format.js';
import type { Comparable, Explanation } from '../../market/explanation.js';
import { table, wrap } from './table.js';

const range = (low: number, high: number): string =>
  low === high ? formatNumber(low) : `${formatNumber(low)} – ${formatNumber(high)}`;

function comparableRow(of: Comparable): string[] {
  const who = [of.role, of.level, of.country, of.employer].filter((part) => part !== null).join(', ');
  return [
    `  ${who}`,
    of.date ?? '',
    of.tier,
    range(of.payMin, of.payMax),
    formatNumber(of.centre),
    `${(100 * of.weight).toFixed(2)} %`,
    range(of.adjustedMin, of.adjustedMax),
  ];
}

/** How an answer came about: the way from all offers to the profile, the cohort, and the nearest offers behind it. */
export function explanationLines(explanation: Explanation | null, width: number): string[] {
  if (!explanation) return [];
  const { formula, start, centre, spread, cohort, effectiveOffers, equalShares, nearest } = explanation;
  const steps = cohort.map(({ givenUp, offers }) => [
    `  ${givenUp ?? 'matches in everything'}`,
    formatNumber(offers),
  ]);
  const columns = ['  nearest offers', 'date', 'tier', 'pay', 'expected', 'weight', 'brought to you'].map(
    (title, index) => ({
      title,
      align: index < 3 ? ('left' as const) : ('right' as const),
    }),
  );
  return [
    '',
    'How this came about',
    ...wrap(
      `All offers centre on ${formatNumber(start)}; what moves it brings your profile to ${formatNumber(centre)}, with a spread of ${(100 * spread).toFixed(1)} % for one offer.`,
      width - 2,
    ).map((line) => `  ${line}`),
    ...wrap(`Each comparable offer is brought to you: ${formula}.`, width - 2).map((line) => `  ${line}`),
    '',
    ...table([{ title: '  cohort, step by step' }, { title: 'offers', align: 'right' }], steps, width),
    `  ${formatCount(Math.round(effectiveOffers), 'effective offer')} after weights${equalShares ? '; too few employers to cap, so each counts the same' : ''}.`,
    '',
    ...table(columns, nearest.map(comparableRow), width),
  ];
}
