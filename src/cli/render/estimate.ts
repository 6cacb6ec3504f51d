import { formatCount, formatNumber } from '../../guidance/format.js';
import type { WorthAnswer } from '../../domain/estimate.js';
import { distribution } from './distribution.js';
import type { Style } from './style.js';
import { suppressedLines } from './suppressed.js';
import { table, paragraph } from './table.js';
import { trendLines } from './trend.js';

const basisWords = { basePay: 'base pay', totalCash: 'base and bonus', total: 'total pay' } as const;

/** The question in a line: role, level, place, skills. */
function heading({ query }: WorthAnswer): string {
  const place = query.location ?? query.country;
  const years = query.years === undefined ? undefined : `${query.years} years`;
  return [query.role, query.level, place, years, ...(query.skills ?? []), query.employer]
    .filter((part) => part !== undefined)
    .join(', ');
}

const interval = (low: number | null, high: number | null): string =>
  low === null || high === null ? 'unknown' : `${formatNumber(low)} – ${formatNumber(high)}`;

function percentileTable({ percentiles, rangeBounds, exactCohort }: WorthAnswer, width: number): string[] {
  const exactOf = new Map(exactCohort.percentiles.map(({ percentile, value }) => [percentile, value]));
  const boundsOf = new Map(rangeBounds.map((bounds) => [bounds.percentile, bounds]));
  const rows = percentiles.map(({ percentile, value, low, high }) => {
    const exact = exactOf.get(percentile);
    const bounds = boundsOf.get(percentile);
    return [
      `  P${percentile}`,
      formatNumber(value),
      interval(low, high),
      exact === undefined ? '' : formatNumber(exact),
      bounds && bounds.low !== bounds.high ? interval(bounds.low, bounds.high) : '',
    ];
  });
  const columns = [
    { title: '' },
    { title: 'a year', align: 'right' },
    { title: '90 % interval', align: 'right' },
    { title: 'exact matches', align: 'right' },
    { title: 'range ends', align: 'right' },
  ] as const;
  const used = columns.map((_, index) => rows.some((row) => row[index] !== ''));
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, index) => used[index]);
  return table(kept(columns), rows.map(kept), width);
}

function evidenceLines({ evidence, exactCohort, asOf }: WorthAnswer, width: number): string[] {
  const employers =
    evidence.employers === null ? 'employers unknown' : `from ${formatCount(evidence.employers, 'employer')}`;
  const dates = evidence.oldest === null ? '' : `, ${evidence.oldest} to ${evidence.newest ?? 'now'}`;
  const said = [
    `${formatCount(evidence.offers, 'comparable offer')} (${evidence.effectiveOffers.toFixed(1)} effective) ${employers}${dates}; as of ${asOf ?? 'no date'}.`,
    `${formatCount(exactCohort.offers, 'offer')} ${exactCohort.offers === 1 ? 'matches' : 'match'} in everything.`,
    ...(evidence.widened.length > 0 ? [`Widened to reach enough: ${evidence.widened.join('; ')}.`] : []),
    ...(evidence.leftOut > 0
      ? [`${formatCount(evidence.leftOut, 'offer')} left out: another currency, tax or basis.`]
      : []),
    ...(evidence.converted > 0
      ? [`${formatCount(evidence.converted, 'offer')} converted at dated rates.`]
      : []),
    ...(evidence.implausible > 0
      ? [`${formatCount(evidence.implausible, 'offer')} judged implausible and not used.`]
      : []),
  ];
  return said.flatMap((text) => paragraph(text, width));
}

/** A family of effects in words; the name of a skill stays as it is. */
function factorWords(factor: string): string {
  return factor.startsWith('skill ')
    ? factor
    : factor.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function driverLines({ drivers }: WorthAnswer, width: number): string[] {
  if (drivers.length === 0) return [];
  const percent = (value: number): string => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)} %`;
  // What moves nothing is left out, unless the question named it.
  const told = drivers.filter(
    ({ factor, effectPercent }) => Math.abs(effectPercent) >= 0.05 || factor.startsWith('skill '),
  );
  const rows = told.map(({ factor, effectPercent, low, high }) => [
    `  ${factorWords(factor)}`,
    percent(effectPercent),
    low === null || high === null ? '' : `${percent(low)} to ${percent(high)}`,
  ]);
  const columns = [
    { title: '  what moves it' },
    { title: 'effect', align: 'right' },
    { title: '90 % interval', align: 'right' },
  ] as const;
  return ['', ...table(columns, rows, width)];
}

/** Market worth for people: percentiles with intervals, a drawing with your pay marked, and the evidence. */
export function estimateLines(estimate: WorthAnswer, width: number, style: Style): string[] {
  if (estimate.suppressed && estimate.percentiles.length === 0)
    return suppressedLines(estimate.suppressed, width, style);
  const { currency, basis, tax, confidence, method } = estimate;
  return [
    style.bold(heading(estimate)),
    `${currency}, ${basisWords[basis]}, ${tax === 'unknown' ? 'tax not stated' : tax}, a year. Confidence: ${style.bold(confidence)}.`,
    '',
    ...distribution(estimate, width, style),
    '',
    ...percentileTable(estimate, width),
    ...driverLines(estimate, width),
    ...trendLines(estimate, width),
    '',
    ...evidenceLines(estimate, width),
    style.dim(`  Method ${method.id} ${method.version}, quantile ${method.quantile}.`),
  ];
}
