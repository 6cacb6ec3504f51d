import { addCurveEffects, curveBlock, type CurveFamily } from './curve-effects.js';
import type { EffectBlock } from './effect-block.js';
import { addGroupedEffects, groupedBlock, type GroupedFamily } from './grouped-effects.js';
import type { Lanes } from './lanes.js';
import { addSetEffects, setBlock, type SetFamily } from './set-effects.js';

/** Effects of one kind on the rows, such as those of the levels; they share a prior variance. */
export type EffectFamily = GroupedFamily | SetFamily | CurveFamily;

/** Adds `sign` x a family's part of each row's prediction to `out`, lane by lane. */
export function addEffects(
  family: EffectFamily,
  effects: Float64Array,
  out: Float64Array,
  sign: 1 | -1 = 1,
  lanes: Lanes = 1,
): void {
  if (family.kind === 'grouped') addGroupedEffects(family, effects, out, sign, lanes);
  else if (family.kind === 'set') addSetEffects(family, effects, out, sign, lanes);
  else addCurveEffects(family, effects, out, sign, lanes);
}

/** A family as part of fits to rows of the given weights. */
export function blockOf(family: EffectFamily, weights: Float64Array, lanes: Lanes): EffectBlock {
  if (family.kind === 'grouped') return groupedBlock(family, weights, lanes);
  return family.kind === 'set' ? setBlock(family, weights, lanes) : curveBlock(family, weights, lanes);
}

/** How many numbers of a family are draws from its prior: its effects, or the bends of a curve. */
export function priorCount({ kind, size }: EffectFamily): number {
  return kind === 'curve' ? Math.max(0, size - 2) : size;
}

/** The sum of products of the numbers that are draws from a family's prior, of two sets of its effects. */
export function priorProduct({ kind, size }: EffectFamily, a: Float64Array, b: Float64Array): number {
  const bend = (heights: Float64Array, knot: number): number =>
    heights[knot]! - 2 * heights[knot + 1]! + heights[knot + 2]!;
  let sum = 0;
  if (kind === 'curve') {
    for (let knot = 0; knot + 2 < size; knot++) sum += bend(a, knot) * bend(b, knot);
  } else {
    for (let effect = 0; effect < size; effect++) sum += a[effect]! * b[effect]!;
  }
  return sum;
}
