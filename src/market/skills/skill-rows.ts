import { RowsBy } from '../rows-by.js';
import { UNKNOWN_DAY, type OfferColumns } from '../columns.js';

/** Rows, offers or interviews, that say which skills they ask for. */
export type SkillRows = Pick<
  OfferColumns,
  'rows' | 'role' | 'level' | 'country' | 'region' | 'city' | 'workMode' | 'employer' | 'day' | 'skills'
>;

/** The rows whose skills were recorded, in the order of their employers' codes. */
function recordedByEmployer({ employer, skills, rows }: SkillRows): Uint32Array {
  const starts = new Uint32Array(employer.values.length + 1);
  for (let row = 0; row < rows; row++) if (skills.known[row] === 1) starts[employer.codes[row]! + 1]!++;
  for (let code = 0; code + 1 < starts.length; code++) starts[code + 1]! += starts[code]!;
  const ordered = new Uint32Array(starts.at(-1) ?? 0);
  for (let row = 0; row < rows; row++)
    if (skills.known[row] === 1) ordered[starts[employer.codes[row]!]!++] = row;
  return ordered;
}

/** The rows of each role whose skills were recorded, those of an employer next to each other. */
export class RowsOfRoles {
  readonly #byRole: RowsBy;
  readonly #newest = new Map<number, number>();

  constructor(readonly columns: SkillRows) {
    this.#byRole = RowsBy.of([columns.role], recordedByEmployer(columns));
  }

  /** The rows of a role by its code; none for that of the unknown. */
  of(role: number): Uint32Array {
    return this.#byRole.get(role);
  }

  /** The day of a role's newest row; `UNKNOWN_DAY` where none has a date. */
  newest(role: number): number {
    const known = this.#newest.get(role);
    if (known !== undefined) return known;
    const { day } = this.columns;
    const newest = this.of(role).reduce((latest, row) => Math.max(latest, day[row]!), UNKNOWN_DAY);
    this.#newest.set(role, newest);
    return newest;
  }
}

// Loops of their own: the filter of typed arrays is some ten times slower, and these are most of a question's work.

/** The rows from after one day up to another. */
export function rowsBetween(
  { day }: SkillRows,
  rows: Uint32Array,
  after: number,
  until: number,
): Uint32Array {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const own = day[rows[i]!]!;
    if (own !== UNKNOWN_DAY && own > after && own <= until) kept[count++] = rows[i]!;
  }
  return kept.subarray(0, count);
}

/** The rows of a code; none for 0, which stands for a value that no row has. */
export function rowsOfCode(rows: Uint32Array, codes: Uint32Array, code: number): Uint32Array {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (codes[rows[i]!] === code) kept[count++] = rows[i]!;
  return kept.subarray(0, code === 0 ? 0 : count);
}
