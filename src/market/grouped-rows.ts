/** Rows in groups: those of a group lie together, in the order they were given in. */
export class GroupedRows {
  readonly #starts: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #groups: ReadonlyMap<number, number>;

  /**
   * @param rows in the order to keep within a group
   * @param keyOf a whole number that names the group of the i-th of `rows`
   */
  constructor(rows: Uint32Array, keyOf: (i: number) => number) {
    const groups = new Map<number, number>();
    const groupOf = new Uint32Array(rows.length);
    const counts: number[] = [];
    for (let i = 0; i < rows.length; i++) {
      const key = keyOf(i);
      let group = groups.get(key);
      if (group === undefined) {
        groups.set(key, (group = groups.size));
        counts.push(0);
      }
      groupOf[i] = group;
      counts[group]!++;
    }
    this.#groups = groups;
    this.#starts = new Uint32Array(groups.size + 1);
    for (let group = 0; group < groups.size; group++) {
      this.#starts[group + 1] = this.#starts[group]! + counts[group]!;
    }
    const next = this.#starts.slice();
    this.#rows = new Uint32Array(rows.length);
    for (let i = 0; i < rows.length; i++) this.#rows[next[groupOf[i]!]!++] = rows[i]!;
  }

  /** The number of a group, -1 for one without rows. */
  groupOf(key: number): number {
    return this.#groups.get(key) ?? -1;
  }

  /** The rows of a group; none for -1. */
  rowsOf(group: number): Uint32Array {
    if (group < 0) return this.#rows.subarray(0, 0);
    return this.#rows.subarray(this.#starts[group], this.#starts[group + 1]);
  }

  get size(): number {
    return this.#groups.size;
  }
}
