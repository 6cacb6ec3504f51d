import type { EffectFamily } from './effect-family.js';

/**
 * The same family of effects over some of its rows only.
 *
 * @param rows ascending
 */
export function thinFamily(family: EffectFamily, rows: Int32Array): EffectFamily {
  if (family.kind === 'grouped') {
    const { codes, covariate } = family;
    const values = covariate && Float64Array.from(rows, (row) => covariate[row]!);
    return { ...family, codes: rows.map((row) => codes[row]!), covariate: values };
  }
  if (family.kind === 'curve') {
    const { segments, fractions } = family;
    return {
      ...family,
      segments: rows.map((row) => segments[row]!),
      fractions: Float64Array.from(rows, (row) => fractions[row]!),
    };
  }
  return thinSet(family, rows);
}

function thinSet(family: Extract<EffectFamily, { kind: 'set' }>, rows: Int32Array): EffectFamily {
  const { size, offsets } = family;
  const last = rows[rows.length - 1] ?? -1;
  const numbers = new Int32Array(last + 1).fill(-1);
  rows.forEach((row, number) => {
    numbers[row] = number;
  });
  const kept = new Int32Array(family.rows.length);
  const keptOffsets = new Int32Array(size + 1);
  let count = 0;
  for (let member = 0; member < size; member++) {
    for (let k = offsets[member]!; k < offsets[member + 1]!; k++) {
      const number = numbers[family.rows[k]!] ?? -1;
      if (number >= 0) kept[count++] = number;
    }
    keptOffsets[member + 1] = count;
  }
  return { kind: 'set', size, offsets: keptOffsets, rows: kept.slice(0, count) };
}
