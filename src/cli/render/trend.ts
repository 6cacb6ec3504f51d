import type { WorthAnswer } from '../../domain/estimate.js';
import { formatNumber } from '../../guidance/format.js';
import { table } from './table.js';

/** Worth by quarter with a bar for each, so that the way it goes can be seen. Nothing where no trend was asked for. */
export function trendLines({ trend }: WorthAnswer, width: number): string[] {
  if (trend === undefined || trend.length === 0) return [];
  const values = trend.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(8, Math.min(30, width - 52));
  const bar = (value: number): string =>
    '▇'.repeat(1 + Math.round(((value - least) / Math.max(most - least, 1e-9)) * (room - 1)));
  const rows = trend.map(({ quarter, value, low, high, offers }) => [
    `  ${quarter}`,
    formatNumber(value),
    low === null || high === null ? 'unknown' : `${formatNumber(low)} – ${formatNumber(high)}`,
    formatNumber(offers),
    bar(value),
  ]);
  const columns = [
    { title: '  quarter' },
    { title: 'P50', align: 'right' },
    { title: '90 % interval', align: 'right' },
    { title: 'offers', align: 'right' },
    { title: '' },
  ] as const;
  return ['', ...table(columns, rows, width)];
}
