import { ascendingOrder } from '../stats/ascending-order.js';
import { CodeNumbers } from './code-numbers.js';
import type { GroupedRows } from './grouped-rows.js';
import type { Offers } from './offers.js';
import { RowsBy, RowsBySkill } from './rows-by.js';

/** Some offers in the order of pay, and who made them. */
export interface PayOrderedCell {
  /** Rows by the lower end of their pay. */
  readonly rows: Uint32Array;
  /** How many are ranges. */
  readonly ranges: number;
  /** Distinct employers, and how many rows name one. */
  readonly employers: number;
  readonly named: number;
}

type Counts = Omit<PayOrderedCell, 'rows'>;

/** Counts the ranges and the employers of some rows. */
export function countRows(rows: Uint32Array, { columns, low, high }: Offers, numbers: CodeNumbers): Counts {
  const { codes } = columns.employer;
  numbers.restart();
  let [ranges, named] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (low[row] !== high[row]) ranges++;
    if (codes[row] !== 0) named++;
    numbers.numberOf(codes[row]!);
  }
  return { ranges, named, employers: numbers.known };
}

function countGroups(grouped: GroupedRows, offers: Offers): readonly Counts[] {
  const numbers = new CodeNumbers(offers.columns.employer.values.length);
  return Array.from({ length: grouped.size }, (_, group) =>
    countRows(grouped.rowsOf(group), offers, numbers),
  );
}

/** Keeps the offers of each role, role and level, and role and skill in the order of pay: percentiles need no sorting. */
export class PayOrder {
  readonly #byRole: RowsBy;
  readonly #byRoleLevel: RowsBy;
  readonly #bySkillRole: RowsBySkill;
  readonly #roleCounts: readonly Counts[];
  readonly #roleLevelCounts: readonly Counts[];

  constructor(offers: Offers) {
    const { role, level } = offers.columns;
    const order = ascendingOrder(offers.low);
    this.#byRole = new RowsBy([role], order);
    this.#byRoleLevel = new RowsBy([role, level], order);
    this.#bySkillRole = new RowsBySkill(offers.columns, order);
    this.#roleCounts = countGroups(this.#byRole.grouped, offers);
    this.#roleLevelCounts = countGroups(this.#byRoleLevel.grouped, offers);
  }

  /** The offers of a role, or of a role and a level. */
  cell(role: number, level: number | null): PayOrderedCell {
    const by = level === null ? this.#byRole : this.#byRoleLevel;
    const group = level === null ? by.groupOf(role) : by.groupOf(role, level);
    const counts = (level === null ? this.#roleCounts : this.#roleLevelCounts)[group];
    return { rows: by.grouped.rowsOf(group), ...(counts ?? { ranges: 0, employers: 0, named: 0 }) };
  }

  /** The offers of a role that have a skill. */
  withSkill(skill: number, role: number): Uint32Array {
    return this.#bySkillRole.get(skill, role);
  }
}
