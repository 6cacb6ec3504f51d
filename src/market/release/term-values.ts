import { termFactors, type TermFactor } from '../../domain/release.js';
import type { OfferColumns } from '../columns.js';
import { yearsBand, yearsBands } from '../years-band.js';

/** The factors that an offer has one value of. */
export type SingleFactor = Exclude<TermFactor, 'skill'>;

/** The value of an offer's factor, as terms name it; null where it is unknown. */
export function singleValue(columns: OfferColumns, factor: SingleFactor, row: number): string | null {
  if (factor === 'years') return yearsBands[yearsBand(columns.years[row]!)] ?? null;
  const { codes, values } = columns[factor];
  return codes[row] === 0 ? null : values[codes[row]!]!;
}

/** The values of a factor that offers have, each with its offers, and all offers that have one. */
export interface FactorGroups {
  readonly factor: TermFactor;
  readonly known: readonly number[];
  readonly groups: ReadonlyMap<string, readonly number[]>;
}

function singleGroups(columns: OfferColumns, factor: SingleFactor, rows: readonly number[]): FactorGroups {
  const groups = new Map<string, number[]>();
  const known = rows.filter((row) => {
    const value = singleValue(columns, factor, row);
    if (value === null) return false;
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
    return true;
  });
  return { factor, known, groups };
}

function skillGroups({ skills }: OfferColumns, rows: readonly number[]): FactorGroups {
  const groups = new Map<string, number[]>();
  const known = rows.filter((row) => skills.known[row] === 1);
  for (const row of known) {
    for (let i = skills.offsets[row]!; i < skills.offsets[row + 1]!; i++) {
      const skill = skills.values[skills.codes[i]!]!;
      const group = groups.get(skill);
      if (group) group.push(row);
      else groups.set(skill, [row]);
    }
  }
  return { factor: 'skill', known, groups };
}

/** Offers by the values of every factor that terms are of. */
export function factorGroups(columns: OfferColumns, rows: readonly number[]): FactorGroups[] {
  return termFactors.map((factor) =>
    factor === 'skill' ? skillGroups(columns, rows) : singleGroups(columns, factor, rows),
  );
}
