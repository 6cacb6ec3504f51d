/** Which of two rows comes first in a list: below 0 the first. */
export type RowOrder = (a: number, b: number) => number;

/** Rows that leave some ordered lists, and rows that come into them. */
export interface RowChanges {
  readonly leaving: readonly number[];
  readonly coming: readonly number[];
}

/** A row that comes into an ordered list or leaves it. */
export interface RowChange {
  readonly row: number;
  readonly comes: boolean;
}

/** Changes in the order of a list. Of two rows that are the same to it the one that comes is first. */
export function inOrder({ leaving, coming }: RowChanges, order: RowOrder): RowChange[] {
  const changes = [
    ...coming.map((row) => ({ row, comes: true })),
    ...leaving.map((row) => ({ row, comes: false })),
  ];
  return changes.sort((a, b) => order(a.row, b.row));
}

/** The first place in `from .. to` of an ordered list whose row does not come before a row. */
export function placeOf(list: Uint32Array, from: number, to: number, row: number, order: RowOrder): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(list[middle]!, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A list after changes; the stretches between them are copied whole.
 *
 * @param places where each row comes in, before the one that is there, or is taken out; ascending
 */
export function splice(list: Uint32Array, changes: readonly RowChange[], places: Uint32Array): Uint32Array {
  const length = changes.reduce((sum, { comes }) => sum + (comes ? 1 : -1), list.length);
  const edited = new Uint32Array(length);
  let [from, to] = [0, 0];
  changes.forEach(({ row, comes }, i) => {
    const place = places[i]!;
    edited.set(list.subarray(from, place), to);
    to += place - from;
    from = comes ? place : place + 1;
    if (comes) edited[to++] = row;
  });
  edited.set(list.subarray(from), to);
  return edited;
}

/** An ordered list after changes in its order. The cost is that of a copy. */
export function editedList(list: Uint32Array, changes: readonly RowChange[], order: RowOrder): Uint32Array {
  const places = Uint32Array.from(changes, ({ row }) => placeOf(list, 0, list.length, row, order));
  return splice(list, changes, places);
}
