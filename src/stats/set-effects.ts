import type { EffectBlock } from './effect-block.js';
import { IndependentEffects } from './grouped-effects.js';
import type { Lanes } from './lanes.js';

/** One effect a member; a row has a set of members, and their effects add up. */
export interface SetFamily {
  readonly kind: 'set';
  readonly size: number;
  /** The rows of member m are `rows[offsets[m]] .. rows[offsets[m + 1] - 1]`. */
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Turns sets by row into rows by member.
 *
 * @param members the members of each row, a flat list; -1 for none
 * @param ends where each row's members begin, one more at the end
 * @example setFamily(Int32Array.of(0, 1, 1), Int32Array.of(0, 2, 3), 2).rows // Int32Array.of(0, 0, 1)
 */
export function setFamily(members: Int32Array, ends: Int32Array, size: number): SetFamily {
  const offsets = new Int32Array(size + 1);
  for (const member of members) if (member >= 0) offsets[member + 1]!++;
  for (let m = 0; m < size; m++) offsets[m + 1]! += offsets[m]!;
  const next = offsets.slice();
  const rows = new Int32Array(offsets[size]!);
  for (let row = 0; row + 1 < ends.length; row++) {
    for (let k = ends[row]!; k < ends[row + 1]!; k++) {
      const member = members[k]!;
      if (member >= 0) rows[next[member]!++] = row;
    }
  }
  return { kind: 'set', size, offsets, rows };
}

/** Adds `sign` x the sum of each row's effects to `out`, lane by lane. */
export function addSetEffects(
  { size, offsets, rows }: SetFamily,
  effects: Float64Array,
  out: Float64Array,
  sign: 1 | -1,
  lanes: Lanes,
): void {
  const add = lanes === 1 ? addToOne : addToFour;
  for (let m = 0; m < size; m++) add(rows, offsets[m]!, offsets[m + 1]!, effects, m, out, sign);
}

/** The block of a set family, for rows of the given weights. */
export function setBlock(
  { size, offsets, rows }: SetFamily,
  weights: Float64Array,
  lanes: Lanes,
): EffectBlock {
  const precision = new Float64Array(size);
  // Where all rows weigh 1 their number is known.
  const alike = weights.every((weight) => weight === 1);
  for (let m = 0; m < size; m++) {
    if (alike) precision[m] = offsets[m + 1]! - offsets[m]!;
    else for (let k = offsets[m]!; k < offsets[m + 1]!; k++) precision[m]! += weights[rows[k]!]!;
  }
  const posterior = new IndependentEffects(precision, lanes);
  const scores = new Float64Array(size * lanes);
  const pull = alike ? null : weights;
  const [sum, add] = lanes === 1 ? [sumOfOne, addToOne] : [sumOfFour, addToFour];
  return {
    effects: posterior.effects,
    variances: posterior.variances,
    update(residual, noise, priors, moved) {
      for (let m = 0; m < size; m++) {
        const [from, to] = [offsets[m]!, offsets[m + 1]!];
        sum(rows, from, to, pull, residual, scores, m);
        posterior.move(m, scores, noise, priors, moved);
        add(rows, from, to, scores, m, residual, -1);
      }
    },
  };
}

/**
 * Sums weight x residual over a member's rows, `rows[from] .. rows[to - 1]`.
 *
 * @param weights null for 1 each, which need not be fetched from all over memory
 */
function sumOfOne(
  rows: Int32Array,
  from: number,
  to: number,
  weights: Float64Array | null,
  residual: Float64Array,
  scores: Float64Array,
  member: number,
): void {
  let score = 0;
  if (weights) for (let k = from; k < to; k++) score += weights[rows[k]!]! * residual[rows[k]!]!;
  else for (let k = from; k < to; k++) score += residual[rows[k]!]!;
  scores[member] = score;
}

function sumOfFour(
  rows: Int32Array,
  from: number,
  to: number,
  weights: Float64Array | null,
  residual: Float64Array,
  scores: Float64Array,
  member: number,
): void {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let k = from; k < to; k++) {
    const at = 4 * rows[k]!;
    const weight = weights ? weights[rows[k]!]! : 1;
    first += weight * residual[at]!;
    second += weight * residual[at + 1]!;
    third += weight * residual[at + 2]!;
    fourth += weight * residual[at + 3]!;
  }
  scores[4 * member] = first;
  scores[4 * member + 1] = second;
  scores[4 * member + 2] = third;
  scores[4 * member + 3] = fourth;
}

/** Adds `sign` x a member's effect to its rows. */
function addToOne(
  rows: Int32Array,
  from: number,
  to: number,
  effects: Float64Array,
  member: number,
  out: Float64Array,
  sign: 1 | -1,
): void {
  const value = sign * effects[member]!;
  if (value === 0) return;
  for (let k = from; k < to; k++) out[rows[k]!]! += value;
}

function addToFour(
  rows: Int32Array,
  from: number,
  to: number,
  effects: Float64Array,
  member: number,
  out: Float64Array,
  sign: 1 | -1,
): void {
  const first = sign * effects[4 * member]!;
  const second = sign * effects[4 * member + 1]!;
  const third = sign * effects[4 * member + 2]!;
  const fourth = sign * effects[4 * member + 3]!;
  if (first === 0 && second === 0 && third === 0 && fourth === 0) return;
  for (let k = from; k < to; k++) {
    const at = 4 * rows[k]!;
    out[at]! += first;
    out[at + 1]! += second;
    out[at + 2]! += third;
    out[at + 3]! += fourth;
  }
}
