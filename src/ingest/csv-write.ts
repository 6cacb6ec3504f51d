/** What a spreadsheet would take for the start of a formula, or for a guarded one. */
const RISKY = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;
const QUOTED = /[",\r\n]|^\s|\s$/;

/**
 * A value as a CSV cell, quoted where it must be. A cell that a spreadsheet would run as a formula (it starts with
 * `= + - @`, a tab or a CR) gets an apostrophe before it, as does one that already looks guarded, so that
 * `unguarded` gives every value back.
 *
 * @example csvCell('=1+1') // "'=1+1"
 * @example csvCell('5" screen, used') // '"5"" screen, used"'
 */
export function csvCell(value: string): string {
  const safe = RISKY.test(value) ? `'${value}` : value;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A value as it was before `csvCell` guarded it. Import applies it to files that this program wrote: those with the
 * columns of a rejects file, and those whose columns are all canonical fields.
 *
 * @example unguarded("'=1+1") // '=1+1'
 * @example unguarded("'s-Hertogenbosch") // "'s-Hertogenbosch"
 */
export function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/**
 * Cells as one line of CSV with its newline.
 *
 * @example csvLine(['a', 'b,c']) // 'a,"b,c"\n'
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}
