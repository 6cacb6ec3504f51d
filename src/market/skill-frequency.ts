import type { CodedSets } from './columns.js';
import type { RowChanges } from './edited-list.js';

function count(frequency: Uint32Array, { offsets, codes }: CodedSets, row: number, by: number): void {
  for (let k = offsets[row]!; k < offsets[row + 1]!; k++) frequency[codes[k]!]! += by;
}

/** How many of some rows have each skill, by code; 0 for the code of no skill. */
export function skillFrequency(skills: CodedSets, rows: Uint32Array): Uint32Array {
  const frequency = new Uint32Array(skills.values.length);
  for (let i = 0; i < rows.length; i++) count(frequency, skills, rows[i]!, 1);
  return frequency;
}

/** The same after some rows left and others came in. */
export function editedFrequency(
  frequency: Uint32Array,
  skills: CodedSets,
  { leaving, coming }: RowChanges,
): Uint32Array {
  const edited = new Uint32Array(skills.values.length);
  edited.set(frequency);
  for (const row of leaving) count(edited, skills, row, -1);
  for (const row of coming) count(edited, skills, row, 1);
  return edited;
}
