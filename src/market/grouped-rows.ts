import { ascendingOrder } from '../stats/ascending-order.js';
import { placeOf, splice, type RowChange, type RowOrder } from './edited-list.js';

/** Groups are counted in an array where it is not longer than this, or than a few times the rows. */
const SMALL_SPACE = 2 ** 20;
const SPACE_A_ROW = 4;

/** Calls back with each row and the key of a group that it is in: a whole number. */
export type Memberships = (visit: (row: number, key: number) => void) => void;

/** Rows in groups: those of a group lie together, in the order they were given in. Never changed. */
export class GroupedRows {
  /**
   * @param keys of the groups, ascending
   * @param starts where each group's rows begin, and the end of the last
   */
  private constructor(
    private readonly keys: Float64Array,
    private readonly starts: Uint32Array,
    /** All rows, group by group. */
    readonly rows: Uint32Array,
  ) {}

  /**
   * @param each visits all memberships, in the order to keep within a group; always the same ones
   * @param space keys are below it
   */
  static of(each: Memberships, space: number): GroupedRows {
    let count = 0;
    each(() => count++);
    const small = space <= Math.max(SMALL_SPACE, SPACE_A_ROW * count);
    return new GroupedRows(...(small ? byCounting(each, count, space) : bySorting(each, count)));
  }

  /** The number of a group, -1 for one without rows. */
  groupOf(key: number): number {
    const at = this.#place(key);
    return this.keys[at] === key ? at : -1;
  }

  /** The rows of a group; none for -1. */
  rowsOf(group: number): Uint32Array {
    if (group < 0) return this.rows.subarray(0, 0);
    return this.rows.subarray(this.starts[group], this.starts[group + 1]);
  }

  get size(): number {
    return this.keys.length;
  }

  /**
   * The groups after changes.
   *
   * @param changes in the order that rows have within a group
   * @param keysOf the groups of a row
   */
  edited(
    changes: readonly RowChange[],
    keysOf: (row: number) => readonly number[],
    order: RowOrder,
  ): GroupedRows {
    const keysOfChange = changes.map(({ row }) => keysOf(row));
    const given = Float64Array.from(keysOfChange.flat());
    const changeOf = changes.flatMap((change, i) => keysOfChange[i]!.map(() => change));
    const byKey = ascendingOrder(given);
    const keys = Float64Array.from(byKey, (i) => given[i]!);
    const sorted = Array.from(byKey, (i) => changeOf[i]!);
    const places = Uint32Array.from(sorted, ({ row }, i) => {
      const group = this.#place(keys[i]!);
      const from = this.starts[group]!;
      const to = this.keys[group] === keys[i] ? this.starts[group + 1]! : from;
      return placeOf(this.rows, from, to, row, order);
    });
    return new GroupedRows(...this.#regrouped(keys, sorted), splice(this.rows, sorted, places));
  }

  /** The keys and starts after changes, whose keys ascend. */
  #regrouped(changed: Float64Array, changes: readonly RowChange[]): [Float64Array, Uint32Array] {
    const keys = new Float64Array(this.keys.length + changed.length);
    const starts = new Uint32Array(keys.length + 1);
    let [count, group, i] = [0, 0, 0];
    while (group < this.keys.length || i < changed.length) {
      const key = Math.min(this.keys[group] ?? Infinity, changed[i] ?? Infinity);
      let size = 0;
      if (this.keys[group] === key) size += this.starts[group + 1]! - this.starts[group++]!;
      while (changed[i] === key) size += changes[i++]!.comes ? 1 : -1;
      if (size === 0) continue;
      keys[count] = key;
      starts[count + 1] = starts[count]! + size;
      count++;
    }
    return [keys.slice(0, count), starts.slice(0, count + 1)];
  }

  /** The first group whose key is not below a key. */
  #place(key: number): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Parts = [keys: Float64Array, starts: Uint32Array, rows: Uint32Array];

/** Groups rows by counting how many each possible key has. */
function byCounting(each: Memberships, count: number, space: number): Parts {
  const next = new Uint32Array(space);
  each((_, key) => next[key]!++);
  let [groups, start] = [0, 0];
  for (let key = 0; key < space; key++) if (next[key]! > 0) groups++;
  const [keys, starts] = [new Float64Array(groups), new Uint32Array(groups + 1)];
  groups = 0;
  for (let key = 0; key < space; key++) {
    const size = next[key]!;
    if (size === 0) continue;
    next[key] = start;
    keys[groups] = key;
    starts[++groups] = start += size;
  }
  const rows = new Uint32Array(count);
  each((row, key) => (rows[next[key]!++] = row));
  return [keys, starts, rows];
}

/** Groups rows by sorting their keys, where too many are possible. */
function bySorting(each: Memberships, count: number): Parts {
  const [given, rows] = [new Float64Array(count), new Uint32Array(count)];
  let next = 0;
  each((row, key) => {
    rows[next] = row;
    given[next++] = key;
  });
  const order = ascendingOrder(given);
  const [keys, starts] = [new Float64Array(count), new Uint32Array(count + 1)];
  let groups = 0;
  for (let i = 0; i < count; i++) {
    const key = given[order[i]!]!;
    if (i === 0 || key !== keys[groups - 1]) keys[groups++] = key;
    starts[groups] = i + 1;
  }
  return [keys.slice(0, groups), starts.slice(0, groups + 1), order.map((i) => rows[i]!)];
}
