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

/**
 * The sum of squares of the numbers that are draws from a family's prior.
 *
 * @param effects those of draw `first` of every `stride`
 */
export function priorSquares(
  { kind, size }: EffectFamily,
  effects: ArrayLike<number>,
  stride = 1,
  first = 0,
): number {
  const at = (effect: number): number => effects[effect * stride + first]!;
  let sum = 0;
  if (kind === 'curve') {
    for (let knot = 0; knot + 2 < size; knot++) sum += (at(knot) - 2 * at(knot + 1) + at(knot + 2)) ** 2;
  } else {
    for (let effect = 0; effect < size; effect++) sum += at(effect) ** 2;
  }
  return sum;
}
