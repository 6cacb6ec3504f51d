import type { EffectBlock } from './effect-block.js';
import type { Lanes } from './lanes.js';

/** One effect a group. With a covariate the effect is a slope on it. */
export interface GroupedFamily {
  readonly kind: 'grouped';
  readonly size: number;
  /** The group of each row, -1 for none. */
  readonly codes: Int32Array;
  readonly covariate: Float64Array | null;
}

/** Posterior and evidence of effects that are independent given everything else. */
export class IndependentEffects {
  readonly effects: Float64Array;
  readonly variances: Float64Array;

  /** @param precision sum of weight x covariate^2 over each effect's rows */
  constructor(
    readonly precision: Float64Array,
    private readonly lanes: Lanes,
  ) {
    this.effects = new Float64Array(precision.length * lanes);
    this.variances = new Float64Array(precision.length * lanes);
  }

  /**
   * Moves one effect to its posterior mean in each lane whose prior is not 0.
   *
   * @param scores by effect and lane: sum of weight x covariate x residual over the effect's rows; becomes the change
   * @param moved by lane: raised to the change
   */
  move(effect: number, scores: Float64Array, noise: number, priors: Float64Array, moved: Float64Array): void {
    const precision = this.precision[effect]!;
    for (let d = 0; d < this.lanes; d++) {
      const at = effect * this.lanes + d;
      const prior = priors[d]!;
      if (prior === 0) {
        scores[at] = 0;
        continue;
      }
      const before = this.effects[at]!;
      const variance = 1 / (precision / noise + 1 / prior);
      const after = (variance * (scores[at]! + precision * before)) / noise;
      this.variances[at] = variance;
      this.effects[at] = after;
      scores[at] = after - before;
      moved[d] = Math.max(moved[d]!, Math.abs(scores[at]));
    }
  }
}

/** The block of a grouped family, for rows of the given weights. */
export function groupedBlock(family: GroupedFamily, weights: Float64Array, lanes: Lanes): EffectBlock {
  const { size, codes, covariate } = family;
  const precision = new Float64Array(size);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! >= 0) precision[codes[i]!]! += weights[i]! * (covariate ? covariate[i]! ** 2 : 1);
  }
  const posterior = new IndependentEffects(precision, lanes);
  const scores = new Float64Array(size * lanes);
  const sumScores = lanes === 1 ? sumScoresOfOne : sumScoresOfFour;
  return {
    effects: posterior.effects,
    variances: posterior.variances,
    update(residual, noise, priors, moved) {
      scores.fill(0);
      sumScores(family, weights, residual, scores);
      for (let g = 0; g < size; g++) posterior.move(g, scores, noise, priors, moved);
      addGroupedEffects(family, scores, residual, -1, lanes);
    },
  };
}

function sumScoresOfOne(
  { codes, covariate }: GroupedFamily,
  weights: Float64Array,
  residual: Float64Array,
  scores: Float64Array,
): void {
  const rows = codes.length;
  if (covariate) {
    for (let i = 0; i < rows; i++) {
      const code = codes[i]!;
      if (code >= 0) scores[code]! += weights[i]! * covariate[i]! * residual[i]!;
    }
    return;
  }
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!;
    if (code >= 0) scores[code]! += weights[i]! * residual[i]!;
  }
}

function sumScoresOfFour(
  { codes, covariate }: GroupedFamily,
  weights: Float64Array,
  residual: Float64Array,
  scores: Float64Array,
): void {
  const rows = codes.length;
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!;
    if (code < 0) continue;
    const pull = covariate ? weights[i]! * covariate[i]! : weights[i]!;
    const [from, to] = [4 * i, 4 * code];
    scores[to]! += pull * residual[from]!;
    scores[to + 1]! += pull * residual[from + 1]!;
    scores[to + 2]! += pull * residual[from + 2]!;
    scores[to + 3]! += pull * residual[from + 3]!;
  }
}

/** Adds `sign` x each row's effect to `out`, lane by lane. */
export function addGroupedEffects(
  family: GroupedFamily,
  effects: Float64Array,
  out: Float64Array,
  sign: 1 | -1,
  lanes: Lanes,
): void {
  if (lanes === 1) addToOne(family, effects, out, sign);
  else addToFour(family, effects, out, sign);
}

function addToOne(
  { codes, covariate }: GroupedFamily,
  effects: Float64Array,
  out: Float64Array,
  sign: 1 | -1,
): void {
  const rows = codes.length;
  if (covariate) {
    for (let i = 0; i < rows; i++) {
      const code = codes[i]!;
      if (code >= 0) out[i]! += sign * effects[code]! * covariate[i]!;
    }
    return;
  }
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!;
    if (code >= 0) out[i]! += sign * effects[code]!;
  }
}

function addToFour(
  { codes, covariate }: GroupedFamily,
  effects: Float64Array,
  out: Float64Array,
  sign: 1 | -1,
): void {
  const rows = codes.length;
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!;
    if (code < 0) continue;
    const factor = covariate ? sign * covariate[i]! : sign;
    const [from, to] = [4 * code, 4 * i];
    out[to]! += factor * effects[from]!;
    out[to + 1]! += factor * effects[from + 1]!;
    out[to + 2]! += factor * effects[from + 2]!;
    out[to + 3]! += factor * effects[from + 3]!;
  }
}
