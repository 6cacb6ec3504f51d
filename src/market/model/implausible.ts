import { robustSpread } from '../../stats/spread.js';
import type { CanonicalRows } from './canonical-rows.js';

/** Residuals beyond this many robust standard deviations of their cell are no pay for such work. */
const LIMIT = 6;
/** Residuals that differ by no more than this are the same but for rounding. */
const LEAST_SPREAD = 1e-6;
/** A cell with fewer offers is judged with its parent. */
const LEAST_OFFERS = 20;

/**
 * Marks the rows whose pay is implausible (METHOD 1): |residual| > 6 s, where s = 1.4826 MAD of the residuals of the
 * row's role and country; with fewer than 20 offers there, of its role, then its country, then of all. Where s is 0
 * but for rounding nothing is judged.
 *
 * @param residual cross-fitted, by row
 */
export function judgePlausibility(residual: Float64Array, rows: CanonicalRows): Uint8Array {
  const { role, country } = rows.groups;
  const spreads = [
    spreadsBy(residual, (row) => (role[row] && country[row] ? `${role[row]}/${country[row]}` : '')),
    spreadsBy(residual, (row) => (role[row] ? String(role[row]) : '')),
    spreadsBy(residual, (row) => (country[row] ? String(country[row]) : '')),
    spreadsBy(residual, () => 'all', 0),
  ];
  return Uint8Array.from(residual, (value, row) => {
    const spread = spreads.map((of) => of(row)).find((known) => known !== undefined) ?? 0;
    return spread > LEAST_SPREAD && Math.abs(value) > LIMIT * spread ? 1 : 0;
  });
}

type SpreadOfRow = (row: number) => number | undefined;

function spreadsBy(
  residual: Float64Array,
  cellOf: (row: number) => string,
  least: number = LEAST_OFFERS,
): SpreadOfRow {
  const cells = new Map<string, number[]>();
  residual.forEach((value, row) => {
    const cell = cellOf(row);
    if (cell === '') return;
    const values = cells.get(cell);
    if (values) values.push(value);
    else cells.set(cell, [value]);
  });
  const spreads = new Map<string, number>();
  for (const [cell, values] of cells) if (values.length >= least) spreads.set(cell, robustSpread(values));
  return (row) => spreads.get(cellOf(row));
}
