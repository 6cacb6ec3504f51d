import type { ClusteredRows } from '../../stats/random-intercepts.js';
import { UNKNOWN_DAY, type OfferColumns } from '../columns.js';
import type { StepFactor } from '../model/terms.js';
import { yearsBand } from '../years-band.js';
import type { RoleOffers } from './role-offers.js';

/** What an offer is described by beside its skills, in the equations of its role. */
interface Grouping {
  readonly step: StepFactor;
  readonly codeOf: (row: number) => number;
}

/** The columns of a role's equations. */
export interface RoleDesign {
  readonly rows: Pick<ClusteredRows, 'ends' | 'columns' | 'values'>;
  readonly size: number;
  /** By column: the step of the pay model that it belongs to; null for the intercept. */
  readonly steps: readonly (StepFactor | null)[];
  /** By skill code: its column, -1 for none. */
  readonly columnOf: Int32Array;
}

/** A group is a column from this many offers on; of one factor the commonest groups are. */
const LEAST_OFFERS = 5;
const MOST_GROUPS = 40;
const DAYS_A_YEAR = 365.25;

function groupingsOf(columns: OfferColumns): Grouping[] {
  const coded = (
    step: StepFactor,
    name: 'level' | 'country' | 'region' | 'city' | 'workMode' | 'employment',
  ) => ({
    step,
    codeOf: (row: number): number => columns[name].codes[row]!,
  });
  return [
    coded('level', 'level'),
    coded('place', 'country'),
    coded('place', 'region'),
    coded('place', 'city'),
    { step: 'years', codeOf: (row) => 1 + yearsBand(columns.years[row]!) },
    coded('workMode', 'workMode'),
    coded('employment', 'employment'),
    { step: 'evidenceTier', codeOf: (row) => columns.tier[row]! },
  ];
}

/** The groups that are common enough for columns; none where all offers are of one. */
function commonGroups(rows: Uint32Array, { codeOf }: Grouping): number[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(codeOf(row), (counts.get(codeOf(row)) ?? 0) + 1);
  if (counts.size < 2) return [];
  return [...counts]
    .filter(([, count]) => count >= LEAST_OFFERS)
    .sort(([a, n], [b, m]) => m - n || a - b)
    .slice(0, MOST_GROUPS)
    .map(([code]) => code);
}

/** Gathers rows of columns and values. */
class Gathering {
  readonly #columns: number[] = [];
  readonly #values: number[] = [];
  readonly #ends = [0];

  add(column: number, value = 1): void {
    this.#columns.push(column);
    this.#values.push(value);
  }

  next(): void {
    this.#ends.push(this.#columns.length);
  }

  take(): RoleDesign['rows'] {
    return {
      ends: Int32Array.from(this.#ends),
      columns: Int32Array.from(this.#columns),
      values: Float64Array.from(this.#values),
    };
  }
}

function middleDay(days: Int32Array, rows: Uint32Array): number {
  const known = rows.filter((row) => days[row] !== UNKNOWN_DAY);
  return known.reduce((sum, row) => sum + days[row]!, 0) / Math.max(1, known.length);
}

/**
 * The equations' columns for a role's offers: an intercept, the groups of every factor of the pay model but the
 * employer, time in years, and the skills.
 *
 * @param skills codes of the skills that get a column
 */
export function roleDesign(
  columns: OfferColumns,
  { rows }: RoleOffers,
  skills: readonly number[],
): RoleDesign {
  const steps: (StepFactor | null)[] = [null, 'time'];
  const factors = groupingsOf(columns).map((grouping) => {
    const codes = commonGroups(rows, grouping);
    const first = steps.length;
    steps.push(...codes.map(() => grouping.step));
    return { grouping, columnOf: new Map(codes.map((code, i) => [code, first + i])) };
  });
  const columnOf = new Int32Array(columns.skills.values.length).fill(-1);
  for (const skill of skills) columnOf[skill] = steps.push('skills') - 1;
  const middle = middleDay(columns.day, rows);
  const gathered = new Gathering();
  for (const row of rows) {
    gathered.add(0);
    const day = columns.day[row]!;
    if (day !== UNKNOWN_DAY && day !== middle) gathered.add(1, (day - middle) / DAYS_A_YEAR);
    for (const factor of factors) {
      const column = factor.columnOf.get(factor.grouping.codeOf(row));
      if (column !== undefined) gathered.add(column);
    }
    const { offsets, codes } = columns.skills;
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
      if (columnOf[codes[k]!]! >= 0) gathered.add(columnOf[codes[k]!]!);
    }
    gathered.next();
  }
  return { rows: gathered.take(), size: steps.length, steps, columnOf };
}
