import { binOf } from '../../stats/feature-binning.js';
import type { CanonicalRows } from './canonical-rows.js';

/** Groupings whose number of offers tells the trees how well a profile is known. */
export const counted = ['role', 'city'] as const;

/**
 * Which features the trees have, and how they are cut into bins. Features are numbered: the part of each family of
 * effects, the linear prediction, years, day, then the counts.
 */
export interface FeatureLayout {
  /** How many families there are. */
  readonly terms: number;
  /** Numbers of the features that differ between offers, and the edges of their bins. */
  readonly kept: readonly number[];
  readonly edges: readonly Float64Array[];
  /** By counted grouping and code: how many offers. */
  readonly counts: readonly Int32Array[];
  /** What stands for unknown years and an unknown day. */
  readonly unknownYears: number;
  readonly unknownDay: number;
}

/**
 * Writes the bins of one row, a kept feature each.
 *
 * @param parts of each family
 * @param linear the linear prediction but for the employer
 */
export function writeBins(
  layout: FeatureLayout,
  rows: CanonicalRows,
  row: number,
  parts: Float64Array,
  linear: number,
  bins: Uint8Array,
): void {
  const { kept, edges } = layout;
  for (let k = 0; k < kept.length; k++) {
    bins[k] = binOf(edges[k]!, featureValue(layout, kept[k]!, rows, row, parts, linear));
  }
}

function featureValue(
  { terms, counts, unknownYears, unknownDay }: FeatureLayout,
  feature: number,
  rows: CanonicalRows,
  row: number,
  parts: Float64Array,
  linear: number,
): number {
  const other = feature - terms;
  if (other < 0) return parts[feature]!;
  if (other === 0) return linear;
  const value = other === 1 ? rows.years[row]! : rows.days[row]!;
  if (other === 1) return Number.isNaN(value) ? unknownYears : value;
  if (other === 2) return Number.isNaN(value) ? unknownDay : value;
  return counts[other - 3]![rows.groups[counted[other - 3]!][row]!] ?? 0;
}
