import type { EffectBlock } from './effect-block.js';
import { IndependentEffects } from './grouped-effects.js';

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

/** Adds `sign` x the sum of each row's effects to `out`. */
export function addSetEffects(
  { size, offsets, rows }: SetFamily,
  effects: Float64Array,
  out: Float64Array,
  sign: 1 | -1,
): void {
  for (let m = 0; m < size; m++) {
    const value = sign * effects[m]!;
    if (value === 0) continue;
    for (let k = offsets[m]!; k < offsets[m + 1]!; k++) out[rows[k]!]! += value;
  }
}

/** The block of a set family, for rows of the given weights. */
export function setBlock({ size, offsets, rows }: SetFamily, weights: Float64Array): EffectBlock {
  const precision = new Float64Array(size);
  for (let m = 0; m < size; m++) {
    for (let k = offsets[m]!; k < offsets[m + 1]!; k++) precision[m]! += weights[rows[k]!]!;
  }
  const posterior = new IndependentEffects(precision);
  return {
    effects: posterior.effects,
    variances: posterior.variances,
    update(residual, noise, prior) {
      let largest = 0;
      for (let m = 0; m < size; m++) {
        let score = 0;
        const end = offsets[m + 1]!;
        for (let k = offsets[m]!; k < end; k++) score += weights[rows[k]!]! * residual[rows[k]!]!;
        const change = posterior.move(m, score, noise, prior);
        for (let k = offsets[m]!; k < end; k++) residual[rows[k]!]! -= change;
        largest = Math.max(largest, Math.abs(change));
      }
      return largest;
    },
  };
}
