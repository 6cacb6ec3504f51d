import { binEdges, binOf, type BinnedFeature } from '../../stats/feature-binning.js';
import type { EffectFamily } from '../../stats/pooled-regression.js';
import type { CanonicalRows, Sizes } from './canonical-columns.js';
import type { Design } from './design.js';
import { groupCounts, MANY } from './experience-counts.js';
import type { Folds } from './folds.js';
import { crossFittedPart, type CrossFit } from './linear-part.js';

/** Groupings whose number of offers tells the trees how well a profile is known. */
const COUNTED = ['role', 'city'] as const;
const MOST_BINS = 64;
/** Bins are cut at quantiles of at most this many rows, evenly apart. */
const SAMPLE = 20_000;

/**
 * What the trees see of a row: each family's part of its linear prediction, the linear prediction, years and day, and
 * how many offers its role and city have. Parts put categories in the order of what they pay, so that trees can split
 * them, and are cross-fitted, so that they say no more of a row than they will of a new profile. Effects of many offers
 * are those of the full fit: between fits they differ by noise alone, by which trees could tell the folds apart. The
 * employer is no feature: rows are predicted as those of an unknown one.
 */
export class FeatureSpace {
  /** Numbers of the features that differ, and their edges. */
  readonly kept: readonly number[];
  readonly edges: readonly Float64Array[];
  /** The features of the pool's rows that differ. */
  readonly binned: readonly BinnedFeature[];
  /** The linear prediction of each row, cross-fitted. */
  readonly linear: Float64Array;
  readonly #counts: readonly Int32Array[];
  readonly #unknownYears: number;
  readonly #unknownDay: number;
  readonly #terms: number;

  constructor(rows: CanonicalRows, design: Design, sizes: Sizes, fit: CrossFit, folds: Folds) {
    this.#terms = design.terms.length;
    this.#unknownYears = standIn(rows.years);
    this.#unknownDay = standIn(rows.days);
    const linear = Float64Array.from(folds.of, (fold) => fit.without[fold]!.intercept);
    const kept: { feature: number; binned: BinnedFeature }[] = [];
    const keep = (feature: number, values: Float64Array): void => {
      const binned = binnedOf(values);
      if (binned.edges.length > 0) kept.push({ feature, binned });
    };
    const steady = steadyFit(design, fit);
    design.terms.forEach(({ term, family }, index) => {
      if (term.step === 'employer') return;
      const part = crossFittedPart(family, index, fit, folds);
      for (let row = 0; row < part.length; row++) linear[row]! += part[row]!;
      keep(index, crossFittedPart(family, index, steady, folds));
    });
    const counts = COUNTED.map((name) => groupCounts(rows, name, sizes[name], folds));
    const others = [
      linear,
      rows.years.map((years) => (Number.isNaN(years) ? this.#unknownYears : years)),
      rows.days.map((day) => (Number.isNaN(day) ? this.#unknownDay : day)),
      ...counts.map(({ elsewhere }) => elsewhere),
    ];
    others.forEach((values, k) => {
      keep(this.#terms + k, values);
    });
    this.linear = linear;
    this.#counts = counts.map(({ all }) => all);
    this.kept = kept.map(({ feature }) => feature);
    this.binned = kept.map(({ binned }) => binned);
    this.edges = this.binned.map(({ edges }) => edges);
  }

  /** Writes the bins of one row, a kept feature each, given its linear prediction but for the employer, and the parts. */
  binsOf(rows: CanonicalRows, row: number, parts: Float64Array, linear: number, bins: Uint8Array): void {
    this.kept.forEach((feature, k) => {
      bins[k] = binOf(this.edges[k]!, this.#value(feature, rows, row, parts, linear));
    });
  }

  #value(feature: number, rows: CanonicalRows, row: number, parts: Float64Array, linear: number): number {
    if (feature < this.#terms) return parts[feature]!;
    const other = feature - this.#terms;
    if (other === 0) return linear;
    const value = other === 1 ? rows.years[row]! : rows.days[row]!;
    if (other === 1) return Number.isNaN(value) ? this.#unknownYears : value;
    if (other === 2) return Number.isNaN(value) ? this.#unknownDay : value;
    return this.#counts[other - 3]![rows.groups[COUNTED[other - 3]!][row]!] ?? 0;
  }
}

/** What stands for an unknown value: a value of its own where offers have it, else the middle of the known ones. */
function standIn(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  return known.length < values.length ? -1 : (known[known.length >> 1] ?? -1);
}

/** The bins of values, cut at their quantiles. */
export function binnedOf(values: Float64Array): BinnedFeature {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  const edges = binEdges(values.filter((_, row) => row % step === 0).sort(), MOST_BINS);
  return { edges, bins: Uint8Array.from(values, (value) => binOf(edges, value)) };
}

/** The fits without a fold, but for effects of many offers, which are those of the full fit. */
function steadyFit(design: Design, fit: CrossFit): CrossFit {
  const many = design.terms.map(({ family }) => countsOf(family));
  const without = fit.without.map((fold) => ({
    ...fold,
    effects: fold.effects.map((effects, t) =>
      effects.map((effect, code) => (many[t]![code]! >= MANY ? fit.full.effects[t]![code]! : effect)),
    ),
  }));
  return { full: fit.full, without };
}

function countsOf(family: EffectFamily): Float64Array {
  const counts = new Float64Array(family.size);
  if (family.kind === 'curve') return counts.fill(Infinity);
  if (family.kind === 'set') return counts.map((_, m) => family.offsets[m + 1]! - family.offsets[m]!);
  for (const code of family.codes) if (code >= 0) counts[code]!++;
  return counts;
}
