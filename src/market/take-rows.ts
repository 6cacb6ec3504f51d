import { mapCoded, type CodedColumn, type CodedSets, type OfferColumns } from './columns.js';
import { KEY_WORDS } from './entry-key.js';

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

function pick<T extends Numbers>(numbers: T, rows: Uint32Array): T {
  const picked = new (numbers.constructor as new (length: number) => T)(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = numbers[rows[i]!]!;
  return picked;
}

function pickCoded(column: CodedColumn, rows: Uint32Array): CodedColumn {
  return { codes: pick(column.codes, rows), values: column.values };
}

function pickSets(sets: CodedSets, rows: Uint32Array): CodedSets {
  const offsets = new Uint32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    offsets[i + 1] = offsets[i]! + sets.offsets[rows[i]! + 1]! - sets.offsets[rows[i]!]!;
  }
  const codes = new Uint32Array(offsets[rows.length]!);
  for (let i = 0; i < rows.length; i++) {
    codes.set(sets.codes.subarray(sets.offsets[rows[i]!], sets.offsets[rows[i]! + 1]), offsets[i]);
  }
  return { offsets, codes, values: sets.values, known: pick(sets.known, rows) };
}

/** The keys of some rows. */
function pickKeys(keys: Uint32Array, rows: Uint32Array): Uint32Array {
  const picked = new Uint32Array(rows.length * KEY_WORDS);
  for (let i = 0; i < rows.length; i++) {
    for (let word = 0; word < KEY_WORDS; word++) {
      picked[i * KEY_WORDS + word] = keys[rows[i]! * KEY_WORDS + word]!;
    }
  }
  return picked;
}

/** Whether some rows are all rows, in their order. */
export function areAll(rows: Uint32Array, count: number): boolean {
  return rows.length === count && rows.every((row, i) => row === i);
}

/** All of so many rows, in their order. */
export function allRows(count: number): Uint32Array {
  const all = new Uint32Array(count);
  for (let row = 0; row < count; row++) all[row] = row;
  return all;
}

/** Some rows, in an order in which memory is read quickly where they are all rows. */
export function inAnyOrder(rows: Uint32Array, count: number): Uint32Array {
  return rows.length < count ? rows : allRows(count);
}

/** The columns of some rows, in the order of `rows`; dictionaries are shared, and so is everything if all rows stay. */
export function takeRows(columns: OfferColumns, rows: Uint32Array): OfferColumns {
  if (areAll(rows, columns.rows)) return columns;
  return {
    ...mapCoded(columns, (column) => pickCoded(column, rows)),
    rows: rows.length,
    keys: pickKeys(columns.keys, rows),
    skills: pickSets(columns.skills, rows),
    years: pick(columns.years, rows),
    day: pick(columns.day, rows),
    tier: pick(columns.tier, rows),
    tax: pick(columns.tax, rows),
    payMin: pick(columns.payMin, rows),
    payMax: pick(columns.payMax, rows),
    bonus: pick(columns.bonus, rows),
    equity: pick(columns.equity, rows),
    signOn: pick(columns.signOn, rows),
  };
}
