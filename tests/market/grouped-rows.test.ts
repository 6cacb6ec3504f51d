import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inOrder } from '../../src/market/edited-list.js';
import { GroupedRows } from '../../src/market/grouped-rows.js';
import { RowsBy } from '../../src/market/rows-by.js';

type Keys = readonly (readonly number[])[];

/** The keys of each row: none, one or several. */
const keysOfRows = fc.array(fc.uniqueArray(fc.nat(12), { maxLength: 3 }), { maxLength: 60 });
/** Few possible keys, which are counted, and many, which are sorted. */
const space = fc.constantFrom(13, 2 ** 40);

/** The groups of rows that are there, in descending order of rows. */
function grouped(keys: Keys, there: (row: number) => boolean, most: number): GroupedRows {
  return GroupedRows.of((visit) => {
    for (let row = keys.length - 1; row >= 0; row--)
      if (there(row)) for (const key of keys[row]!) visit(row, key);
  }, most);
}

function expectGroups(groups: GroupedRows, keys: Keys, there: (row: number) => boolean): void {
  const rows = [...keys.keys()].filter(there).reverse();
  for (let key = 0; key <= 13; key++) {
    const expected = rows.filter((row) => keys[row]!.includes(key));
    expect([...groups.rowsOf(groups.groupOf(key))]).toEqual(expected);
    expect(groups.groupOf(key) < 0).toBe(expected.length === 0);
  }
  expect(groups.size).toBe(new Set(rows.flatMap((row) => keys[row]!)).size);
}

describe('rows in groups', () => {
  test('lie together in the order given, under each of their keys', () => {
    fc.assert(
      fc.property(keysOfRows, space, (keys, most) => {
        expectGroups(
          grouped(keys, () => true, most),
          keys,
          () => true,
        );
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('are the same after changes as when grouped anew', () => {
    fc.assert(
      fc.property(keysOfRows, fc.array(fc.boolean()), fc.array(fc.boolean()), (keys, was, is) => {
        const rows = [...keys.keys()];
        const changes = {
          leaving: rows.filter((row) => was[row] && !is[row]),
          coming: rows.filter((row) => !was[row] && is[row]),
        };
        const descending = (a: number, b: number): number => b - a;
        const before = grouped(keys, (row) => was[row] === true, 13);
        const edited = before.edited(inOrder(changes, descending), (row) => keys[row]!, descending);
        expectGroups(edited, keys, (row) => is[row] === true);
        expectGroups(before, keys, (row) => was[row] === true);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test('by columns are made anew where a column has more values than there is room for', () => {
    const column = (values: number) => ({
      codes: Uint32Array.of(1, 2, 1),
      values: Array.from({ length: values }, (_, code) => String(code)),
    });
    const by = RowsBy.of([column(3)], Uint32Array.of(0, 1));
    const coming = [{ row: 2, comes: true }];
    const ascending = (a: number, b: number): number => a - b;
    expect(by.edited([column(8)], coming, ascending)?.get(1)).toEqual(Uint32Array.of(0, 2));
    expect(by.edited([column(9)], coming, ascending)).toBeNull();
  });

  test('by columns have none for a code that no row has, be it beyond all codes', () => {
    const [first, second] = [Uint32Array.of(1, 2), Uint32Array.of(2, 1)].map((codes) => ({
      codes,
      values: ['', 'a', 'b'],
    }));
    const by = RowsBy.of([first!, second!], Uint32Array.of(0, 1));
    expect(by.get(1, 2)).toEqual(Uint32Array.of(0));
    for (let code = 3; code < 40; code++) {
      expect(by.get(1, code)).toHaveLength(0);
      expect(by.get(code, 1)).toHaveLength(0);
    }
  });
});
