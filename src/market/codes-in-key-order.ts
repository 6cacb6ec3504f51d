import type { CodedColumn, CodedSets, OfferColumns } from './columns.js';

/** New codes by old: values in the order in which rows first have them, those of one row by name. */
function newCodes(values: readonly string[], rows: Uint32Array, codesOf: (row: number) => Uint32Array) {
  const codes = new Uint32Array(values.length);
  const named: string[] = [''];
  const byName = (a: number, b: number): number => (values[a]! < values[b]! ? -1 : 1);
  for (const row of rows) {
    const fresh = codesOf(row).filter((code) => code !== 0 && codes[code] === 0);
    if (fresh.length === 0) continue;
    for (const code of fresh.sort(byName)) codes[code] = named.push(values[code]!) - 1;
  }
  return { codes, values: named };
}

function recoded({ codes, values }: CodedColumn, rows: Uint32Array): CodedColumn {
  const fresh = newCodes(values, rows, (row) => codes.subarray(row, row + 1));
  return { codes: codes.map((code) => fresh.codes[code]!), values: fresh.values };
}

function recodedSets({ offsets, codes, values, known }: CodedSets, rows: Uint32Array): CodedSets {
  const fresh = newCodes(values, rows, (row) => codes.subarray(offsets[row], offsets[row + 1]));
  const own = codes.map((code) => fresh.codes[code]!);
  for (let row = 0; row + 1 < offsets.length; row++) own.subarray(offsets[row], offsets[row + 1]).sort();
  return { offsets, codes: own, values: fresh.values, known };
}

/**
 * The same columns with codes that follow from the rows alone, in whatever order they came in: what is worked out in the
 * order of codes is then the same bits wherever it is worked out. Cost: rows x columns.
 *
 * @param rows all rows that any value is of, in key order
 */
export function codesInKeyOrder(columns: OfferColumns, rows: Uint32Array): OfferColumns {
  const coded = (column: CodedColumn): CodedColumn => recoded(column, rows);
  return {
    ...columns,
    role: coded(columns.role),
    level: coded(columns.level),
    country: coded(columns.country),
    region: coded(columns.region),
    city: coded(columns.city),
    employer: coded(columns.employer),
    workMode: coded(columns.workMode),
    employment: coded(columns.employment),
    skills: recodedSets(columns.skills, rows),
  };
}
