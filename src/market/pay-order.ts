import { ascendingOrder } from '../stats/ascending-order.js';
import type { CodeNumbers } from './code-numbers.js';
import type { CodedColumn } from './columns.js';
import { editedList, inOrder, type RowChange, type RowChanges, type RowOrder } from './edited-list.js';
import { compareKeys } from './entry-key.js';
import { Later } from './later.js';
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

/** Lower ends of pay ascending, ties in key order. */
function payOrderOf({ low, columns: { keys } }: Offers): RowOrder {
  return (a, b) => low[a]! - low[b]! || compareKeys(keys, a, b);
}

/**
 * Keeps the offers of each role, role and level, and role and skill in the order of pay: percentiles need no sorting.
 * Lists are made when first asked for.
 */
export class PayOrder {
  /** By group of a list, counted when first asked for. */
  readonly #ofRoles: (Counts | undefined)[] = [];
  readonly #ofRoleLevels: (Counts | undefined)[] = [];

  private constructor(
    private readonly offers: Offers,
    /** All offers in the order of pay. */
    private readonly all: Uint32Array,
    private readonly byRole: Later<RowsBy>,
    private readonly byRoleLevel: Later<RowsBy>,
    private readonly bySkillRole: Later<RowsBySkill>,
  ) {}

  /** @param rows of the offers, in key order */
  static of(offers: Offers, rows: Uint32Array): PayOrder {
    const lows = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) lows[i] = offers.low[rows[i]!]!;
    return PayOrder.#from(
      offers,
      ascendingOrder(lows).map((i) => rows[i]!),
    );
  }

  static #from(
    offers: Offers,
    all: Uint32Array,
    before?: PayOrder,
    changes: readonly RowChange[] = [],
  ): PayOrder {
    const { columns } = offers;
    const order = payOrderOf(offers);
    const by = (known: RowsBy | undefined, its: readonly CodedColumn[]): Later<RowsBy> =>
      new Later(() => known?.edited(its, changes, order) ?? RowsBy.of(its, all));
    const skills = before?.bySkillRole.made;
    const byRole = by(before?.byRole.made, [columns.role]);
    return new PayOrder(
      offers,
      all,
      byRole,
      by(before?.byRoleLevel.made, [columns.role, columns.level]),
      new Later(
        () => skills?.edited(columns, changes, order) ?? RowsBySkill.of(columns, byRole.value.grouped.rows),
      ),
    );
  }

  /** The same after some rows left and others came in, all of them rows of `offers`. */
  edited(offers: Offers, changes: RowChanges): PayOrder {
    const order = payOrderOf(offers);
    const sorted = inOrder(changes, order);
    return PayOrder.#from(offers, editedList(this.all, sorted, order), this, sorted);
  }

  /** The offers of a role, or of a role and a level. */
  cell(role: number, level: number | null, numbers: CodeNumbers): PayOrderedCell {
    const by = (level === null ? this.byRole : this.byRoleLevel).value;
    const counts = level === null ? this.#ofRoles : this.#ofRoleLevels;
    const group = level === null ? by.groupOf(role) : by.groupOf(role, level);
    const rows = by.grouped.rowsOf(group);
    return { rows, ...(counts[group + 1] ??= countRows(rows, this.offers, numbers)) };
  }

  /** The offers of a role that have a skill; null where that list is not made yet. */
  withSkill(skill: number, role: number): Uint32Array | null {
    return this.bySkillRole.valueIfOften?.get(skill, role) ?? null;
  }
}
