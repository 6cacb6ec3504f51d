/** Where bands of experience begin, in years: 0-1, 1-3, 3-5, 5-8, 8-12, 12 and more. */
const STARTS = [0, 1, 3, 5, 8, 12] as const;

/**
 * The band of years of experience, from 0; -1 for unknown (negative) years.
 *
 * @example yearsBand(4.5) // 2
 */
export function yearsBand(years: number): number {
  return STARTS.findLastIndex((start) => years >= start);
}

/** The bands by name. */
export const yearsBands: readonly string[] = STARTS.map((start, i) => {
  const end = STARTS[i + 1];
  return end === undefined ? `${start}+` : `${start}-${end}`;
});

/** Years in the middle of a band; three beyond the start of the last, which has no end. */
export function middleOfBand(band: number): number {
  const start = STARTS[band] ?? 0;
  return (start + (STARTS[band + 1] ?? start + 6)) / 2;
}

/**
 * The band that some known years are in: years from `from` on and below `below`.
 *
 * @example bandAround(4.5) // { from: 3, below: 5 }
 */
export function bandAround(years: number): { readonly from: number; readonly below: number } {
  const band = yearsBand(years);
  return { from: STARTS[band] ?? -Infinity, below: STARTS[band + 1] ?? Infinity };
}
