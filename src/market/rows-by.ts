import type { CodedColumn, OfferColumns } from './columns.js';
import { GroupedRows } from './grouped-rows.js';

/** Rows by some columns together, in a given order within each combination. */
export class RowsBy {
  readonly grouped: GroupedRows;
  readonly #sizes: readonly number[];

  constructor(columns: readonly CodedColumn[], order: Uint32Array) {
    this.#sizes = columns.map(({ values }) => values.length);
    const sizes = this.#sizes;
    this.grouped = new GroupedRows(order, (i) => {
      let key = 0;
      for (let c = 0; c < sizes.length; c++) key = key * sizes[c]! + columns[c]!.codes[order[i]!]!;
      return key;
    });
  }

  /** The group of these codes; -1 where a code is 0, which stands for a value that no offer has. */
  groupOf(...codes: readonly number[]): number {
    if (codes.includes(0)) return -1;
    return this.grouped.groupOf(codes.reduce((key, code, i) => key * this.#sizes[i]! + code, 0));
  }

  get(...codes: readonly number[]): Uint32Array {
    return this.grouped.rowsOf(this.groupOf(...codes));
  }
}

/** The rows of each skill and role together, in a given order. */
export class RowsBySkill {
  readonly #grouped: GroupedRows;
  readonly #roles: number;

  constructor({ skills, role }: OfferColumns, order: Uint32Array) {
    this.#roles = role.values.length;
    const count = order.reduce((sum, row) => sum + skills.offsets[row + 1]! - skills.offsets[row]!, 0);
    const [rows, keys] = [new Uint32Array(count), new Float64Array(count)];
    let next = 0;
    for (const row of order) {
      for (let k = skills.offsets[row]!; k < skills.offsets[row + 1]!; k++) {
        rows[next] = row;
        keys[next++] = skills.codes[k]! * this.#roles + role.codes[row]!;
      }
    }
    this.#grouped = new GroupedRows(rows, (i) => keys[i]!);
  }

  get(skill: number, role: number): Uint32Array {
    const known = skill > 0 && role > 0;
    return this.#grouped.rowsOf(known ? this.#grouped.groupOf(skill * this.#roles + role) : -1);
  }
}
