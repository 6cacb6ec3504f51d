import type { WorthQuery } from '../../domain/worth-query.js';
import { codeOf } from '../code-lookup.js';
import { UNKNOWN_DAY } from '../columns.js';
import { placeNames } from '../place-names.js';
import { rowsBetween, rowsOfCode, type RowsOfRoles, type SkillRows } from './skill-rows.js';

/** The rows that a person is compared with. */
export interface Peers {
  readonly rows: Uint32Array;
  /** All rows of the same cell, of whatever age. */
  readonly everRows: Uint32Array;
  /** The day up to which a year was looked at; `UNKNOWN_DAY` where no row has a date, and all count. */
  readonly asOf: number;
  /** Conditions given up to have enough of them, in order. */
  readonly widened: readonly string[];
}

export const DAYS_A_YEAR = 365.25;

type Aspect = 'workMode' | 'city' | 'region' | 'level' | 'country';

/** What is given up first. */
const order: readonly Aspect[] = ['workMode', 'city', 'region', 'level', 'country'];
const words = {
  workMode: 'any work mode',
  city: 'any city',
  region: 'any region',
  level: 'any level',
  country: 'any country',
} as const satisfies Record<Aspect, string>;

function askedCodes(columns: SkillRows, query: WorthQuery): Map<Aspect, number> {
  const texts = { ...placeNames(query), level: query.level, workMode: query.workMode };
  const asked = order.filter((aspect) => (texts[aspect] ?? undefined) !== undefined);
  return new Map(asked.map((aspect) => [aspect, codeOf(columns[aspect], texts[aspect])]));
}

/** The rows that have all of some codes; none where a code is 0, which stands for a value that no row has. */
function rowsWith(columns: SkillRows, rows: Uint32Array, asked: ReadonlyMap<Aspect, number>): Uint32Array {
  let kept = rows;
  for (const [aspect, code] of asked) kept = rowsOfCode(kept, columns[aspect].codes, code);
  return kept;
}

/**
 * The rows of a query's role, level, place and work mode of the last twelve months; with fewer than enough conditions
 * are given up one by one, the role never.
 *
 * @param asOf day number; the newest row's of the role where undefined
 */
export function choosePeers(
  ofRoles: RowsOfRoles,
  query: WorthQuery,
  asOf: number | undefined,
  enough: number,
): Peers {
  const { columns } = ofRoles;
  const role = codeOf(columns.role, query.role);
  const newest = ofRoles.newest(role);
  const until = newest === UNKNOWN_DAY ? UNKNOWN_DAY : (asOf ?? newest);
  const asked = askedCodes(columns, query);
  const widened: string[] = [];
  for (;;) {
    const everRows = rowsWith(columns, ofRoles.of(role), asked);
    const rows =
      until === UNKNOWN_DAY ? everRows : rowsBetween(columns, everRows, until - DAYS_A_YEAR, until);
    const next = order.find((aspect) => asked.has(aspect));
    if (rows.length >= enough || next === undefined) return { rows, everRows, asOf: until, widened };
    asked.delete(next);
    widened.push(words[next]);
  }
}
