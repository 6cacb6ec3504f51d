import { binEdges, binOf, type BinnedFeature } from '../../stats/feature-binning.js';
import type { EffectFamily } from '../../stats/effect-family.js';
import type { Sizes } from './canon.js';
import type { CanonicalRows } from './canonical-rows.js';
import { crossFittedPart } from './cross-fitted-part.js';
import { isEmployer, type Design } from './design.js';
import { groupCounts, MANY } from './experience-counts.js';
import { counted, type FeatureLayout } from './feature-layout.js';
import type { Folds } from './folds.js';
import { effectsWithout, type CrossFit } from './linear-part.js';

/** What the trees see of a pool's offers. */
export interface Features {
  readonly layout: FeatureLayout;
  /** The features that differ, in the layout's order. */
  readonly binned: readonly BinnedFeature[];
  /** The linear prediction of each row, cross-fitted. */
  readonly linear: Float64Array;
}

const MOST_BINS = 64;
/** Bins are cut at quantiles of at most this many rows, evenly apart. */
const SAMPLE = 20_000;

/**
 * Makes the features: each family's part of the linear prediction, the linear prediction, years and day, and how many
 * offers a row's role and city have. Parts put categories in the order of what they pay, so that trees can split
 * them, and are cross-fitted, so that they say no more of a row than they will of a new profile. Effects of many offers
 * are those of the full fit: between fits they differ by noise alone, by which trees could tell the folds apart. The
 * employer is no feature: rows are predicted as those of an unknown one.
 */
export function makeFeatures(
  rows: CanonicalRows,
  design: Design,
  sizes: Sizes,
  fit: CrossFit,
  folds: Folds,
): Features {
  const [unknownYears, unknownDay] = [standIn(rows.years), standIn(rows.days)];
  const linear = Float64Array.from(folds.of, (fold) => fit.without[fold]!.intercept);
  const kept: number[] = [];
  const binned: BinnedFeature[] = [];
  const keep = (feature: number, values: Float64Array): void => {
    const bins = binnedOf(values);
    if (bins.edges.length === 0) return;
    kept.push(feature);
    binned.push(bins);
  };
  design.terms.forEach((each, index) => {
    if (isEmployer(each)) return;
    const { family } = each;
    const effects = effectsWithout(fit, index);
    const part = crossFittedPart(family, effects, folds.of);
    for (let row = 0; row < part.length; row++) linear[row]! += part[row]!;
    keep(index, crossFittedPart(family, steady(family, effects, fit.full.effects[index]!), folds.of));
  });
  const terms = design.terms.length;
  const counts = counted.map((name) => groupCounts(rows, name, sizes[name], folds));
  keep(terms, linear);
  keep(terms + 1, known(rows.years, unknownYears));
  keep(terms + 2, known(rows.days, unknownDay));
  counts.forEach(({ elsewhere }, k) => {
    keep(terms + 3 + k, elsewhere);
  });
  const edges = binned.map((feature) => feature.edges);
  const all = counts.map((count) => count.all);
  return { layout: { terms, kept, edges, counts: all, unknownYears, unknownDay }, binned, linear };
}

function known(values: Float64Array, unknown: number): Float64Array {
  return values.map((value) => (Number.isNaN(value) ? unknown : value));
}

/** What stands for an unknown value: a value of its own where offers have it, else the middle of the known ones. */
function standIn(values: Float64Array): number {
  const all = values.filter((value) => !Number.isNaN(value)).sort();
  return all.length < values.length ? -1 : (all[all.length >> 1] ?? -1);
}

/** The bins of values, cut at their quantiles. */
export function binnedOf(values: Float64Array): BinnedFeature {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  const edges = binEdges(values.filter((_, row) => row % step === 0).sort(), MOST_BINS);
  return { edges, bins: Uint8Array.from(values, (value) => binOf(edges, value)) };
}

/** The effects without each fold, but those of many offers as in the full fit. */
function steady(family: EffectFamily, without: readonly Float64Array[], full: Float64Array): Float64Array[] {
  const counts = countsOf(family);
  return without.map((effects) =>
    effects.map((effect, code) => (counts[code]! >= MANY ? full[code]! : effect)),
  );
}

function countsOf(family: EffectFamily): Float64Array {
  const counts = new Float64Array(family.size);
  if (family.kind === 'curve') return counts.fill(Infinity);
  if (family.kind === 'set') return counts.map((_, m) => family.offsets[m + 1]! - family.offsets[m]!);
  for (const code of family.codes) if (code >= 0) counts[code]!++;
  return counts;
}
