import { Cholesky } from './cholesky.js';
import type { EffectBlock } from './effect-block.js';

/**
 * A smooth curve over one covariate: its heights at knots, straight between them. The prior is on its bends (second
 * differences of the heights), so that with little to say it is a straight line, and on its rise, so that with next to
 * nothing it is level.
 */
export interface CurveFamily {
  readonly kind: 'curve';
  /** How many knots; at least 2. */
  readonly size: number;
  /** The segment a row is on, -1 for none. */
  readonly segments: Int32Array;
  readonly fractions: Float64Array;
}

/** Heights have a prior of their own, wide enough to say nothing of log pay; it keeps the system regular. */
const HEIGHT_PRECISION = 1e-2;
/** From its first knot to its last a curve rises by about this much at most (log pay): few rows cannot make it steep. */
export const RISE_DEVIATION = 0.5;
const BEND = [1, -2, 1] as const;

/** The block of a curve, for rows of the given weights. */
export function curveBlock(family: CurveFamily, weights: Float64Array): EffectBlock {
  const { size } = family;
  const gram = gramOf(family, weights);
  const effects = new Float64Array(size);
  const variances = new Float64Array(size);
  return {
    effects,
    variances,
    update(residual, noise, prior) {
      const score = scoresOf(family, weights, residual);
      const system = new Float64Array(size * size);
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) {
          system[a * size + b] = gram[a * size + b]! / noise;
          score[a]! += gram[a * size + b]! * effects[b]!;
        }
        system[a * size + a]! += HEIGHT_PRECISION;
        score[a] = score[a]! / noise;
      }
      addBendPenalty(system, size, 1 / prior);
      addRisePenalty(system, size);
      const factor = new Cholesky(system, size);
      const covariance = factor.inverse();
      const change = factor.solve(score);
      let largest = 0;
      for (let a = 0; a < size; a++) {
        change[a] = change[a]! - effects[a]!;
        effects[a]! += change[a]!;
        variances[a] = covariance[a * size + a]!;
        largest = Math.max(largest, Math.abs(change[a]!));
      }
      addCurveEffects(family, change, residual, -1);
      return largest;
    },
  };
}

function gramOf({ size, segments, fractions }: CurveFamily, weights: Float64Array): Float64Array {
  const gram = new Float64Array(size * size);
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    if (s < 0) continue;
    const [right, left, w] = [fractions[i]!, 1 - fractions[i]!, weights[i]!];
    gram[s * size + s]! += w * left * left;
    gram[(s + 1) * size + s + 1]! += w * right * right;
    gram[s * size + s + 1]! += w * left * right;
    gram[(s + 1) * size + s]! += w * left * right;
  }
  return gram;
}

function scoresOf(
  { size, segments, fractions }: CurveFamily,
  weights: Float64Array,
  residual: Float64Array,
): Float64Array {
  const scores = new Float64Array(size);
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    if (s < 0) continue;
    const pull = weights[i]! * residual[i]!;
    scores[s]! += pull * (1 - fractions[i]!);
    scores[s + 1]! += pull * fractions[i]!;
  }
  return scores;
}

/** Adds `sign` x the curve's height at each row to `out`. */
export function addCurveEffects(
  { segments, fractions }: CurveFamily,
  heights: Float64Array,
  out: Float64Array,
  sign: 1 | -1,
): void {
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    if (s < 0) continue;
    out[i]! += sign * (heights[s]! + fractions[i]! * (heights[s + 1]! - heights[s]!));
  }
}

function addRisePenalty(system: Float64Array, size: number): void {
  const [last, precision] = [size - 1, RISE_DEVIATION ** -2];
  system[0]! += precision;
  system[last * size + last]! += precision;
  system[last]! -= precision;
  system[last * size]! -= precision;
}

function addBendPenalty(system: Float64Array, size: number, precision: number): void {
  for (let knot = 0; knot + 2 < size; knot++) {
    BEND.forEach((a, i) => {
      BEND.forEach((b, j) => {
        system[(knot + i) * size + knot + j]! += a * b * precision;
      });
    });
  }
}
