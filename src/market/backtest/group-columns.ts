import { UNKNOWN_DAY, type CodedColumn, type OfferColumns } from '../columns.js';
import { yearsBand } from '../years-band.js';
import type { GroupColumn } from './group-by.js';

const CODED = ['role', 'level', 'country', 'region', 'city', 'employer', 'workMode', 'employment'] as const;
const DAYS_A_YEAR = 365.2425;

function numbered(name: string, rows: number, keyOf: (row: number) => string | number): GroupColumn {
  const known = new Map<string | number, number>();
  const codes = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const key = keyOf(row);
    let code = known.get(key);
    if (code === undefined) known.set(key, (code = known.size));
    codes[row] = code;
  }
  return { name, codes, size: known.size };
}

function coded(name: string, { codes, values }: CodedColumn): GroupColumn {
  return { name, codes, size: values.length };
}

/** What people group offers by: the columns that differ between training rows. */
export function groupColumns(columns: OfferColumns, training: number): GroupColumn[] {
  const { skills, years, day, rows } = columns;
  const all = [
    ...CODED.map((name) => coded(name, columns[name])),
    numbered('skills', rows, (row) =>
      skills.codes.slice(skills.offsets[row], skills.offsets[row + 1]).join(' '),
    ),
    numbered('years', rows, (row) => yearsBand(years[row]!)),
    numbered('year', rows, (row) => (day[row] === UNKNOWN_DAY ? -1 : Math.floor(day[row]! / DAYS_A_YEAR))),
  ];
  return all.filter(({ codes }) => codes.subarray(0, training).some((code) => code !== codes[0]));
}
