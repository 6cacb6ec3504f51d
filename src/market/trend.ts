import { dayNumber, quarterOf } from '../core/calendar-date.js';
import type { Estimate } from '../domain/estimate.js';
import type { Answer } from './answer.js';
import { UNKNOWN_DAY } from './columns.js';
import type { FittedPool } from './fitted-pool.js';

const MOST_QUARTERS = 12;

/** The last quarters that a role has offers from, oldest first, with how many. */
function quartersOf({ index, offers }: FittedPool, role: number): [quarter: string, offers: number][] {
  const counts = new Map<string, number>();
  // Newest first, those without a date at the end.
  for (const row of index.get('byRole', role)) {
    if (offers.implausible[row] === 1) continue;
    const day = offers.columns.day[row]!;
    if (day === UNKNOWN_DAY) break;
    const quarter = quarterOf(day);
    if (!counts.has(quarter) && counts.size === MOST_QUARTERS) break;
    counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  }
  return [...counts].reverse();
}

/**
 * What the profile was worth in each quarter that its role has offers from, the last twelve at most: the same question
 * with the same method, as of the middle of the quarter.
 *
 * @param answerAsOf the answer to the question as of a day
 */
export function trendOf(
  { cohort }: Answer,
  answerAsOf: (day: number) => Answer,
): NonNullable<Estimate['trend']> {
  return quartersOf(cohort.pool, cohort.coded.role).map(([quarter, offers]) => {
    const { value, low, high } = answerAsOf(dayNumber(quarter)).percentile(50);
    return { quarter, value, low, high, offers };
  });
}
