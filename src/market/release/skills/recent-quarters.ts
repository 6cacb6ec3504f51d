import { quarterOf } from '../../../core/calendar-date.js';
import { UNKNOWN_DAY } from '../../columns.js';
import type { SourcedRows } from './sourced-rows.js';

/** The quarters that a role's figures speak of. */
export interface RecentQuarters {
  /** The last of the four that are a year; null where no row has a date, and all count. */
  readonly newest: string | null;
}

const QUARTERS_A_YEAR = 4;
/** As many as are shown of the full engine. */
const MOST_QUARTERS = 8;

const numberOf = (quarter: string): number => 4 * Number(quarter.slice(0, 4)) + Number(quarter.slice(6));

/**
 * The quarters of a role: up to the one from which on enough contributors have rows, so that none of them alone moves
 * it. Null where rows have dates, but of too few contributors.
 */
export function recentQuarters(
  { columns: { day }, provenance }: SourcedRows,
  rows: readonly number[],
  fewest: number,
): RecentQuarters | null {
  const dated = rows.filter((row) => day[row] !== UNKNOWN_DAY).sort((a, b) => day[b]! - day[a]!);
  if (dated.length === 0) return { newest: null };
  const contributors = new Set<string>();
  for (const row of dated) {
    contributors.add(provenance[row]!.contributor);
    if (contributors.size >= fewest) return { newest: quarterOf(day[row]!) };
  }
  return null;
}

/** Rows by the periods that figures are of. */
export interface PeriodRows {
  readonly year: readonly number[];
  /** The earlier and the later half of the year; none where rows have no date. */
  readonly halves: readonly (readonly number[])[];
  readonly quarters: ReadonlyMap<string, readonly number[]>;
}

/** The rows of a cell by period; those of later quarters than the newest wait for more. */
export function periodRows(
  { columns: { day } }: SourcedRows,
  rows: readonly number[],
  { newest }: RecentQuarters,
): PeriodRows {
  if (newest === null) return { year: rows, halves: [], quarters: new Map() };
  const last = numberOf(newest);
  const halves: [number[], number[]] = [[], []];
  const quarters = new Map<string, number[]>();
  for (const row of rows) {
    if (day[row] === UNKNOWN_DAY) continue;
    const quarter = quarterOf(day[row]!);
    const age = last - numberOf(quarter);
    if (age < 0 || age >= MOST_QUARTERS) continue;
    if (age < QUARTERS_A_YEAR) halves[age < QUARTERS_A_YEAR / 2 ? 1 : 0].push(row);
    const known = quarters.get(quarter);
    if (known) known.push(row);
    else quarters.set(quarter, [row]);
  }
  return { year: halves.flat(), halves, quarters };
}
