import type { CurveFamily } from '../../stats/curve-effects.js';
import type { GroupedFamily } from '../../stats/grouped-effects.js';
import type { EffectFamily } from '../../stats/effect-family.js';
import type { SetFamily } from '../../stats/set-effects.js';

/**
 * A family's part of each row's prediction, by the effects of the row's fold.
 *
 * @param effects by fold
 * @param folds the fold of each row
 */
export function crossFittedPart(
  family: EffectFamily,
  effects: readonly Float64Array[],
  folds: Uint8Array,
): Float64Array {
  if (family.kind === 'grouped') return groupedPart(family, effects, folds);
  return family.kind === 'set' ? setPart(family, effects, folds) : curvePart(family, effects, folds);
}

function groupedPart(
  { codes, covariate }: GroupedFamily,
  effects: readonly Float64Array[],
  folds: Uint8Array,
): Float64Array {
  const part = new Float64Array(folds.length);
  for (let row = 0; row < part.length; row++) {
    const code = codes[row]!;
    if (code >= 0) part[row] = effects[folds[row]!]![code]! * (covariate ? covariate[row]! : 1);
  }
  return part;
}

function setPart(
  { size, offsets, rows }: SetFamily,
  effects: readonly Float64Array[],
  folds: Uint8Array,
): Float64Array {
  const part = new Float64Array(folds.length);
  for (let member = 0; member < size; member++) {
    const byFold = Float64Array.from(effects, (ofFold) => ofFold[member]!);
    for (let k = offsets[member]!; k < offsets[member + 1]!; k++) {
      const row = rows[k]!;
      part[row]! += byFold[folds[row]!]!;
    }
  }
  return part;
}

function curvePart(
  { segments, fractions }: CurveFamily,
  effects: readonly Float64Array[],
  folds: Uint8Array,
): Float64Array {
  const part = new Float64Array(folds.length);
  for (let row = 0; row < part.length; row++) {
    const segment = segments[row]!;
    if (segment < 0) continue;
    const heights = effects[folds[row]!]!;
    part[row] = heights[segment]! + fractions[row]! * (heights[segment + 1]! - heights[segment]!);
  }
  return part;
}
