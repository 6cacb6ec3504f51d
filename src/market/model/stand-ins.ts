import { addEffects, fitPooled, type EffectFamily, type PooledFit } from '../../stats/pooled-regression.js';
import { weightedMean } from '../../stats/weighted-mean.js';
import type { CanonicalRows, Grouping, Sizes } from './canonical-columns.js';
import type { Design } from './design.js';
import { stepFactors, type StepFactor } from './terms.js';

/** What a factor is worth where a profile does not say: expected from what the profile does say. */
export interface StandIn {
  /** The share of the step's expected effect that each of its families gets, by family; they add up to `mean`. */
  readonly means: Float64Array;
  /** The expected effect as a model of the groupings in `by`. */
  readonly fit: PooledFit;
  readonly by: readonly Grouping[];
  /** How much the effect differs between offers that are alike in `by`. */
  readonly variance: number;
  /** The family that takes what differs from the mean. */
  readonly first: number;
}

/** Groupings that tell of the others: seniors have more years, some roles are paid in some places. */
const TELLING: readonly { readonly grouping: Grouping; readonly step: StepFactor }[] = [
  { grouping: 'role', step: 'role' },
  { grouping: 'level', step: 'level' },
  { grouping: 'country', step: 'place' },
  { grouping: 'yearsBand', step: 'years' },
];

/** Offers that leave a factor open, from this many on, are a group of their own; below, they stand for nobody. */
const GROUP_OF_ITS_OWN = 20;
const SWEEPS = 10;

/** The employer has no stand-in: that it is not named is part of the spread. The tier is always known. */
const WITHOUT: readonly StepFactor[] = ['employer', 'evidenceTier'];

/** Learns the stand-ins of all steps that profiles may leave open; null where offers leave it open as well. */
export function fitStandIns(
  rows: CanonicalRows,
  design: Design,
  sizes: Sizes,
  fit: PooledFit,
  weights: Float64Array,
): readonly (StandIn | null)[] {
  return stepFactors.map((step) => {
    const indices = [...design.terms.keys()].filter((index) => design.terms[index]!.term.step === step);
    const open = countOpen(rows, step);
    if (indices.length === 0 || open >= GROUP_OF_ITS_OWN || WITHOUT.includes(step)) return null;
    const total = new Float64Array(rows.rows);
    const means = new Float64Array(design.terms.length);
    let before = 0;
    for (const index of indices) {
      addEffects(design.terms[index]!.family, fit.effects[index]!, total);
      const mean = weightedMean(total, weights);
      means[index] = mean - before;
      before = mean;
    }
    const by = TELLING.filter((each) => each.step !== step).map(({ grouping }) => grouping);
    const families = by.map((grouping) => familyOf(rows.groups[grouping], sizes[grouping]));
    const expected = fitPooled(total, weights, families, { sweeps: SWEEPS });
    return { means, fit: expected, by, variance: expected.noise, first: indices[0]! };
  });
}

function familyOf(codes: Int32Array, size: number): EffectFamily {
  return { kind: 'grouped', size: size - 1, codes: codes.map((code) => code - 1), covariate: null };
}

/** Whether a row says nothing of a factor. */
export function isOpen(rows: CanonicalRows, row: number, step: StepFactor): boolean {
  const { groups, words } = rows;
  if (step === 'role') return groups.role[row] === 0 && words.ends[row] === words.ends[row + 1];
  if (step === 'place')
    return groups.country[row] === 0 && groups.region[row] === 0 && groups.city[row] === 0;
  if (step === 'years') return Number.isNaN(rows.years[row]!);
  if (step === 'time') return Number.isNaN(rows.days[row]!);
  if (step === 'skills') return rows.skillsKnown[row] === 0;
  return step !== 'evidenceTier' && groups[step][row] === 0;
}

function countOpen(rows: CanonicalRows, step: StepFactor): number {
  let open = 0;
  for (let row = 0; row < rows.rows; row++) if (isOpen(rows, row, step)) open++;
  return open;
}

/** What the stand-in expects of a row. */
export function expectedEffect(standIn: StandIn, rows: CanonicalRows, row: number): number {
  return standIn.by.reduce((sum, grouping, index) => {
    const code = rows.groups[grouping][row]!;
    return sum + (standIn.fit.effects[index]![code - 1] ?? 0);
  }, standIn.fit.intercept);
}
