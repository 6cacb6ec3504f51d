import type { EffectBlock } from './effect-block.js';

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

  constructor(readonly precision: Float64Array) {
    this.effects = new Float64Array(precision.length);
    this.variances = new Float64Array(precision.length);
  }

  /**
   * Moves one effect to its posterior mean.
   *
   * @param score sum of weight x covariate x residual over the effect's rows
   * @returns the change
   */
  move(effect: number, score: number, noise: number, prior: number): number {
    const before = this.effects[effect]!;
    const variance = 1 / (this.precision[effect]! / noise + 1 / prior);
    const after = (variance * (score + this.precision[effect]! * before)) / noise;
    this.variances[effect] = variance;
    this.effects[effect] = after;
    return after - before;
  }
}

/** The block of a grouped family, for rows of the given weights. */
export function groupedBlock(family: GroupedFamily, weights: Float64Array): EffectBlock {
  const { size, codes, covariate } = family;
  const precision = new Float64Array(size);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! >= 0) precision[codes[i]!]! += weights[i]! * (covariate ? covariate[i]! ** 2 : 1);
  }
  const posterior = new IndependentEffects(precision);
  const scores = new Float64Array(size);
  return {
    effects: posterior.effects,
    variances: posterior.variances,
    update(residual, noise, prior) {
      scores.fill(0);
      sumScores(family, weights, residual, scores);
      let largest = 0;
      for (let g = 0; g < size; g++) {
        scores[g] = posterior.move(g, scores[g]!, noise, prior);
        largest = Math.max(largest, Math.abs(scores[g]!));
      }
      addGroupedEffects(family, scores, residual, -1);
      return largest;
    },
  };
}

function sumScores(
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

/** Adds `sign` x each row's effect to `out`. */
export function addGroupedEffects(
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
