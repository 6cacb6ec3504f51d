import type { CodedColumn, OfferColumns } from './columns.js';
import type { RowChange, RowOrder } from './edited-list.js';
import { GroupedRows, type Memberships } from './grouped-rows.js';

/** How many codes a column may have: room for as many again as it has, so that new values need no new keys. */
function roomOf({ values }: CodedColumn): number {
  return 2 ** Math.ceil(Math.log2(2 * values.length));
}

/** Rows by some columns together, in a given order within each combination. Never changed. */
export class RowsBy {
  private constructor(
    private readonly rooms: readonly number[],
    readonly grouped: GroupedRows,
  ) {}

  static of(columns: readonly CodedColumn[], order: Uint32Array): RowsBy {
    const rooms = columns.map(roomOf);
    const space = rooms.reduce((product, room) => product * room, 1);
    // Rows are visited more than once, their codes are fetched from all over memory once.
    const keys = new Float64Array(order.length);
    columns.forEach(({ codes }, c) => {
      const room = rooms[c]!;
      for (let i = 0; i < order.length; i++) keys[i] = keys[i]! * room + codes[order[i]!]!;
    });
    const each: Memberships = (visit) => {
      for (let i = 0; i < order.length; i++) visit(order[i]!, keys[i]!);
    };
    return new RowsBy(rooms, GroupedRows.of(each, space));
  }

  /** The group of these codes; -1 where a code is 0, which no offer is looked for by, or one that none has. */
  groupOf(...codes: readonly number[]): number {
    if (codes.some((code, c) => code === 0 || code >= this.rooms[c]!)) return -1;
    return this.grouped.groupOf(this.#key(codes));
  }

  get(...codes: readonly number[]): Uint32Array {
    return this.grouped.rowsOf(this.groupOf(...codes));
  }

  /**
   * The same after changes in its order.
   *
   * @param columns that hold all these rows
   * @returns null where they have more values than there is room for
   */
  edited(columns: readonly CodedColumn[], changes: readonly RowChange[], order: RowOrder): RowsBy | null {
    if (columns.some(({ values }, c) => values.length > this.rooms[c]!)) return null;
    const keysOf = (row: number): number[] => [this.#key(columns.map(({ codes }) => codes[row]!))];
    return new RowsBy(this.rooms, this.grouped.edited(changes, keysOf, order));
  }

  #key(codes: readonly number[]): number {
    return codes.reduce((key, code, c) => key * this.rooms[c]! + code, 0);
  }
}

/** The rows of each skill and role together, in a given order. Never changed. */
export class RowsBySkill {
  private constructor(
    private readonly roles: number,
    private readonly grouped: GroupedRows,
  ) {}

  /** @param order of rows; those of a role together, which is quicker */
  static of({ skills, role }: OfferColumns, order: Uint32Array): RowsBySkill {
    const roles = roomOf(role);
    const { offsets, codes } = skills;
    const each: Memberships = (visit) => {
      for (let i = 0; i < order.length; i++) {
        const row = order[i]!;
        const end = offsets[row + 1]!;
        for (let k = offsets[row]!; k < end; k++) visit(row, codes[k]! * roles + role.codes[row]!);
      }
    };
    return new RowsBySkill(roles, GroupedRows.of(each, skills.values.length * roles));
  }

  get(skill: number, role: number): Uint32Array {
    const known = skill > 0 && role > 0;
    return this.grouped.rowsOf(known ? this.grouped.groupOf(skill * this.roles + role) : -1);
  }

  /** The same after changes in its order; null where there are more roles than there is room for. */
  edited({ skills, role }: OfferColumns, changes: readonly RowChange[], order: RowOrder): RowsBySkill | null {
    if (role.values.length > this.roles) return null;
    const keysOf = (row: number): number[] =>
      Array.from(
        skills.codes.subarray(skills.offsets[row], skills.offsets[row + 1]),
        (skill) => skill * this.roles + role.codes[row]!,
      );
    return new RowsBySkill(this.roles, this.grouped.edited(changes, keysOf, order));
  }
}
