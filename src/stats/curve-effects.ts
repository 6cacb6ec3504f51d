import { Cholesky } from './cholesky.js';
import type { EffectBlock } from './effect-block.js';
import { laneOf, type Lanes } from './lanes.js';

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
export function curveBlock(family: CurveFamily, weights: Float64Array, lanes: Lanes): EffectBlock {
  const { size } = family;
  const gram = gramOf(family, weights);
  const effects = new Float64Array(size * lanes);
  const variances = new Float64Array(size * lanes);
  return {
    effects,
    variances,
    update(residual, noise, priors, moved) {
      const scores = scoresOf(family, weights, residual, lanes);
      const change = new Float64Array(size * lanes);
      for (let lane = 0; lane < lanes; lane++) {
        if (priors[lane] === 0) continue;
        const own = laneOf(effects, lanes, lane);
        const solved = solve(gram, laneOf(scores, lanes, lane), own, noise, priors[lane]!);
        for (let a = 0, at = lane; a < size; a++, at += lanes) {
          change[at] = solved.heights[a]! - own[a]!;
          variances[at] = solved.variances[a]!;
          moved[lane] = Math.max(moved[lane]!, Math.abs(change[at]!));
        }
      }
      for (let at = 0; at < change.length; at++) effects[at]! += change[at]!;
      addCurveEffects(family, change, residual, -1, lanes);
    },
  };
}

/** The heights' posterior given everything else. */
function solve(
  gram: Float64Array,
  score: Float64Array,
  heights: Float64Array,
  noise: number,
  prior: number,
): { readonly heights: Float64Array; readonly variances: Float64Array } {
  const size = heights.length;
  const system = new Float64Array(size * size);
  const right = score.slice();
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      system[a * size + b] = gram[a * size + b]! / noise;
      right[a]! += gram[a * size + b]! * heights[b]!;
    }
    system[a * size + a]! += HEIGHT_PRECISION;
    right[a] = right[a]! / noise;
  }
  addBendPenalty(system, size, 1 / prior);
  addRisePenalty(system, size);
  const factor = new Cholesky(system, size);
  const covariance = factor.inverse();
  const variances = Float64Array.from({ length: size }, (_, a) => covariance[a * size + a]!);
  return { heights: factor.solve(right), variances };
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
  lanes: Lanes,
): Float64Array {
  const scores = new Float64Array(size * lanes);
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    if (s < 0) continue;
    const [weight, right] = [weights[i]!, fractions[i]!];
    const left = 1 - right;
    for (let at = i * lanes, to = s * lanes, end = to + lanes; to < end; at++, to++) {
      const pull = weight * residual[at]!;
      scores[to]! += pull * left;
      scores[to + lanes]! += pull * right;
    }
  }
  return scores;
}

/** Adds `sign` x the curve's height at each row to `out`, lane by lane. */
export function addCurveEffects(
  { segments, fractions }: CurveFamily,
  heights: Float64Array,
  out: Float64Array,
  sign: 1 | -1,
  lanes: Lanes,
): void {
  const starts = heights.map((height) => sign * height);
  const rises = heights.map((height, at) => sign * ((heights[at + lanes] ?? height) - height));
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    if (s < 0) continue;
    const fraction = fractions[i]!;
    for (let at = i * lanes, from = s * lanes, end = from + lanes; from < end; at++, from++)
      out[at]! += starts[from]! + fraction * rises[from]!;
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
