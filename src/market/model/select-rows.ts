import { groupings, type CanonicalRows, type Grouping, type Lists } from './canonical-rows.js';

/** Some of the rows, in the order given. */
export function selectRows(rows: CanonicalRows, chosen: Int32Array): CanonicalRows {
  const groups = groupings.map((name) => [name, chosen.map((row) => rows.groups[name][row]!)] as const);
  return {
    rows: chosen.length,
    groups: Object.fromEntries(groups) as Record<Grouping, Int32Array>,
    skills: selectLists(rows.skills, chosen),
    words: selectLists(rows.words, chosen),
    skillsKnown: Uint8Array.from(chosen, (row) => rows.skillsKnown[row]!),
    years: Float64Array.from(chosen, (row) => rows.years[row]!),
    days: Float64Array.from(chosen, (row) => rows.days[row]!),
  };
}

function selectLists({ ends, members }: Lists, chosen: Int32Array): Lists {
  const selectedEnds = new Int32Array(chosen.length + 1);
  chosen.forEach((row, k) => {
    selectedEnds[k + 1] = selectedEnds[k]! + ends[row + 1]! - ends[row]!;
  });
  const selected = new Int32Array(selectedEnds[chosen.length]!);
  chosen.forEach((row, k) => {
    selected.set(members.subarray(ends[row], ends[row + 1]), selectedEnds[k]);
  });
  return { ends: selectedEnds, members: selected };
}
