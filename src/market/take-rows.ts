import {
  type CodedColumn,
  type CodedName,
  type CodedSets,
  type OfferColumns,
  type PayFactors,
} from './columns.js';
import { KEY_WORDS } from './entry-key.js';

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

function pick<T extends Numbers>(numbers: T, rows: Uint32Array): T {
  const picked = new (numbers.constructor as new (length: number) => T)(rows.length);
  // A loop for one kind of numbers is several times faster than one for all.
  if (numbers instanceof Uint32Array) pickWords(numbers, rows, picked as Uint32Array);
  else for (let i = 0; i < rows.length; i++) picked[i] = numbers[rows[i]!]!;
  return picked;
}

function pickWords(words: Uint32Array, rows: Uint32Array, picked: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) picked[i] = words[rows[i]!]!;
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
    const shift = sets.offsets[rows[i]!]! - offsets[i]!;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) codes[k] = sets.codes[k + shift]!;
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

/** What explains the pay of some rows, in the order of `rows`. */
export function takeFactors(columns: PayFactors, rows: Uint32Array): PayFactors {
  if (areAll(rows, columns.rows)) return columns;
  const coded = (name: CodedFactor): CodedColumn => pickCoded(columns[name], rows);
  return {
    rows: rows.length,
    role: coded('role'),
    level: coded('level'),
    country: coded('country'),
    region: coded('region'),
    city: coded('city'),
    employer: coded('employer'),
    workMode: coded('workMode'),
    employment: coded('employment'),
    skills: pickSets(columns.skills, rows),
    years: pick(columns.years, rows),
    day: pick(columns.day, rows),
    tier: pick(columns.tier, rows),
  };
}

type CodedFactor = CodedName & keyof PayFactors;

/** The columns of some rows, in the order of `rows`; dictionaries are shared, and so is everything if all rows stay. */
export function takeRows(columns: OfferColumns, rows: Uint32Array): OfferColumns {
  if (areAll(rows, columns.rows)) return columns;
  return {
    ...takeFactors(columns, rows),
    family: pickCoded(columns.family, rows),
    contributor: pickCoded(columns.contributor, rows),
    currency: pickCoded(columns.currency, rows),
    keys: pickKeys(columns.keys, rows),
    tax: pick(columns.tax, rows),
    payMin: pick(columns.payMin, rows),
    payMax: pick(columns.payMax, rows),
    bonus: pick(columns.bonus, rows),
    equity: pick(columns.equity, rows),
    signOn: pick(columns.signOn, rows),
  };
}
