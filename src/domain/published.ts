import { z } from 'zod';

/** How far pay is protected where it is shared, the further the later (METHOD 8). */
export const releasePresets = ['team', 'strict'] as const;

export type ReleasePreset = (typeof releasePresets)[number];

/**
 * Whether a preset protects at least as far as another.
 *
 * @example protectsAs('strict', 'team') // true
 */
export function protectsAs(preset: ReleasePreset, needed: ReleasePreset): boolean {
  return releasePresets.indexOf(preset) >= releasePresets.indexOf(needed);
}

const name = z.string().nullable();

/** Where a cell stands in the tree all > role family > role > level > country > region; null is not told apart. */
export const cellPathSchema = z.strictObject({
  family: name,
  role: name,
  level: name,
  country: name,
  region: name,
});

export type CellPath = z.infer<typeof cellPathSchema>;

/** What was last published of a cell, a quarter of one or a term, and the offers it was made from. */
export interface Published<Figures> {
  readonly preset: ReleasePreset;
  readonly method: string;
  readonly figures: Figures;
  /** The offers' fingerprints, 8 characters each, one after the other. */
  readonly offers: string;
  /** The contributor of each, by its place in the ledger's list. */
  readonly by: readonly number[];
}
