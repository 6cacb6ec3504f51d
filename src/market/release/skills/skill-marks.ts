import { plainText } from '../../code-lookup.js';
import type { ReleaseRules } from '../release-rules.js';
import type { PresentMark } from './mark-publishing.js';
import { bothMeet, type SourcedRows } from './sourced-rows.js';

/** The rows that ask for each skill: of those named, or of all that any asks for. */
function asking(
  { offsets, codes }: SourcedRows['columns']['skills'],
  rows: readonly number[],
  named?: readonly number[],
): Map<number, number[]> {
  const bySkill = new Map(named?.map((skill): [number, number[]] => [skill, []]));
  for (const row of rows) {
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
      const known = bySkill.get(codes[k]!);
      if (known) known.push(row);
      else if (!named) bySkill.set(codes[k]!, [row]);
    }
  }
  return bySkill;
}

/**
 * Skills as marks of rows, each with the rows that ask for it.
 *
 * @param make the figures of a skill; asked for only where those with it and those without it are enough
 * @param named the skills; all that any row asks for where left out
 */
export function skillMarks<Figures>(
  source: SourcedRows,
  rows: readonly number[],
  rules: ReleaseRules,
  make: (skill: number, own: readonly number[]) => Figures | null,
  named?: readonly number[],
): PresentMark<Figures>[] {
  const { provenance, columns } = source;
  return [...asking(columns.skills, rows, named)].map(([skill, own]) => ({
    name: plainText(columns.skills.values[skill]!),
    marked: new Set(own.map((row) => provenance[row]!.fingerprint)),
    make: () => (bothMeet(rows, own, source, rules) ? make(skill, own) : null),
  }));
}
