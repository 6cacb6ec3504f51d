import type { Sizes } from './canon.js';
import type { CanonicalRows } from './canonical-rows.js';
import { widthOf } from './term-coder.js';

/** How many offers each cell of role, level and country has, and each wider one: key and count side by side. */
export interface CellTable {
  readonly keys: Float64Array;
  readonly counts: Int32Array;
}

function cellKey(sizes: Sizes, role: number, level: number, country: number): number {
  return (role * widthOf(sizes, 'level') + level) * widthOf(sizes, 'country') + country;
}

/** Counts the offers of each cell; code 0 stands for any level or country. */
export function countCells({ rows, groups }: CanonicalRows, sizes: Sizes): CellTable {
  const counts = new Map<number, number>();
  const count = (key: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (let row = 0; row < rows; row++) {
    const [role, level, country] = [groups.role[row]!, groups.level[row]!, groups.country[row]!];
    count(cellKey(sizes, role, 0, 0));
    if (level > 0) count(cellKey(sizes, role, level, 0));
    if (country > 0) count(cellKey(sizes, role, 0, country));
    if (level > 0 && country > 0) count(cellKey(sizes, role, level, country));
  }
  return { keys: Float64Array.from(counts.keys()), counts: Int32Array.from(counts.values()) };
}

/** Looks cells up in a table. */
export class CellCounts {
  readonly #counts: ReadonlyMap<number, number>;

  constructor(
    { keys, counts }: CellTable,
    private readonly sizes: Sizes,
  ) {
    this.#counts = new Map(Array.from(keys, (key, k) => [key, counts[k]!]));
  }

  /** The offers of a row's role, level and country as far as it names them; 0 where it names no role. */
  of({ groups }: CanonicalRows, row: number): number {
    const role = groups.role[row]!;
    if (role === 0) return 0;
    return this.#counts.get(cellKey(this.sizes, role, groups.level[row]!, groups.country[row]!)) ?? 0;
  }
}
