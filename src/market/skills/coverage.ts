import type { CodedSets } from '../columns.js';

/** How much of a role's skills someone has, and how that compares. */
export interface Coverage {
  /** In [0, 1]; null where the role's rows ask for no skill that is not asked for by all. */
  readonly share: number | null;
  /** The percentile of the share among the rows', those alike counted half; null without a share. */
  readonly percentile: number | null;
}

/**
 * The part of a role's skills that someone has, each weighted by its rarity, -ln of the share of rows that ask for it;
 * and where that part stands among the parts that the rows ask for.
 *
 * @param skills codes of the role's skills
 * @param shares the share of rows that ask for a skill, by code
 */
export function coverageOf(
  { offsets, codes, values }: CodedSets,
  rows: Uint32Array,
  skills: readonly number[],
  shares: (skill: number) => number,
  held: ReadonlySet<number>,
): Coverage {
  const rarity = new Float64Array(values.length);
  for (const skill of skills) rarity[skill] = -Math.log(shares(skill));
  const all = rarity.reduce((sum, weight) => sum + weight, 0);
  if (!(all > 0)) return { share: null, percentile: null };
  const own = [...held].sort((a, b) => a - b).reduce((sum, skill) => sum + rarity[skill]!, 0);
  let below = 0;
  for (const row of rows) {
    let part = 0;
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) part += rarity[codes[k]!]!;
    const alike = Math.abs(part - own) < 1e-9 * all;
    below += alike ? 0.5 : part < own ? 1 : 0;
  }
  return { share: Math.min(1, own / all), percentile: (100 * below) / rows.length };
}
