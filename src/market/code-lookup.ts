const lookups = new WeakMap<readonly string[], Map<string, number>>();

/**
 * What is left of a text when case and outer blanks do not count.
 *
 * @example plainText(' Data Engineer') // 'data engineer'
 */
export function plainText(text: string): string {
  return text.trim().toLowerCase();
}

/** The code of a text in a dictionary, whatever its case; 0 for undefined, null or a text that no row has. */
export function codeOf(
  column: { readonly values: readonly string[] },
  text: string | null | undefined,
): number {
  if (!text) return 0;
  let lookup = lookups.get(column.values);
  if (!lookup) {
    lookup = new Map(column.values.map((value, code) => [plainText(value), code]));
    lookups.set(column.values, lookup);
  }
  return lookup.get(plainText(text)) ?? 0;
}
