import type { CellPath } from '../../domain/release.js';
import type { OfferColumns } from '../columns.js';

/** A cell of the tree all > role family > role > level > country > region, with its offers. */
export interface Cell {
  readonly path: CellPath;
  /** Of the pool's plausible offers, ascending. */
  readonly rows: readonly number[];
}

/** What cells are told apart by. */
export type CellColumns = Pick<OfferColumns, 'rows' | 'family' | 'role' | 'level' | 'country' | 'region'>;

const root: CellPath = { family: null, role: null, level: null, country: null, region: null };

/** The name of a region without its country. */
const regionName = (nested: string): string => nested.slice(nested.indexOf('/') + 1);

/** The path of a row, as far as it is known without a gap; a role of no family stands right under all. */
function pathOf(columns: CellColumns, row: number): [keyof CellPath, string][] {
  const { family, role, level, country, region } = columns;
  const steps: [keyof CellPath, string][] = [];
  if (family.codes[row] !== 0) steps.push(['family', family.values[family.codes[row]!]!]);
  for (const [name, column] of [
    ['role', role],
    ['level', level],
    ['country', country],
    ['region', region],
  ] as const) {
    const code = column.codes[row]!;
    if (code === 0) break;
    const value = column.values[code]!;
    steps.push([name, name === 'region' ? regionName(value) : value]);
  }
  return steps;
}

/**
 * All cells that plausible offers are in, parents before their children.
 *
 * @param implausible 1 for rows that are left out
 */
export function cellTree(columns: CellColumns, implausible: Uint8Array): Cell[] {
  const cells = new Map<string, { readonly path: CellPath; readonly rows: number[] }>();
  const put = (path: CellPath, row: number): void => {
    const key = JSON.stringify(path);
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = { path, rows: [] }));
    cell.rows.push(row);
  };
  for (let row = 0; row < columns.rows; row++) {
    if (implausible[row] === 1) continue;
    let path = root;
    put(path, row);
    for (const [name, value] of pathOf(columns, row)) put((path = { ...path, [name]: value }), row);
  }
  return [...cells.values()];
}
