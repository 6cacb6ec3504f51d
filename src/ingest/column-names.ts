/**
 * The names of columns as they are shown and mapped: header cells with plain spaces; a nameless column is `column N`;
 * a name that was there before gets a number.
 *
 * @example columnNames(['Pay', '', 'Pay']) // ['Pay', 'column 2', 'Pay (2)']
 */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ').trim() || `column ${index + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
}
