import type { Policy } from '../../domain/policy.js';
import type { ReleasePreset } from '../../domain/release.js';

export type TableRow = Policy['release']['rows'][number];

/** What a preset demands of whatever is published. */
export interface ReleaseRules extends Pick<
  Policy['release'],
  'rows' | 'maxShare' | 'singleBasisBelow' | 'countStep' | 'boundRounding' | 'shareStep'
> {
  readonly preset: ReleasePreset;
  /** The fewest contributors that a difference may come down to: of a cell and its children, of two releases. */
  readonly fewest: number;
}

/** The rules of a preset: the table, no row of it below the fewest contributors of the preset. */
export function rulesOf(preset: ReleasePreset, { rows, presets, ...rest }: Policy['release']): ReleaseRules {
  const { fewest } = presets[preset];
  const raised = rows.map((row) => ({ ...row, contributors: Math.max(fewest, row.contributors) }));
  const { maxShare, singleBasisBelow, countStep, boundRounding, shareStep } = rest;
  return { preset, fewest, rows: raised, maxShare, singleBasisBelow, countStep, boundRounding, shareStep };
}
