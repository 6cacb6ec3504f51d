/**
 * How many fits go side by side: one, or four that share what is read of each row. The number of row r, or of effect
 * e, in lane d is at `r x lanes + d`.
 */
export type Lanes = 1 | 4;

/** The lanes of numbers next to each other. */
export function inLanes(values: readonly Float64Array[]): Float64Array {
  const lanes = values.length;
  if (lanes === 1) return values[0]!;
  const all = new Float64Array(lanes * values[0]!.length);
  values.forEach((lane, d) => {
    for (let i = 0; i < lane.length; i++) all[i * lanes + d] = lane[i]!;
  });
  return all;
}

/**
 * The numbers of one lane.
 *
 * @example laneOf(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4, 1) // Float64Array.of(2, 6)
 */
export function laneOf(values: Float64Array, lanes: Lanes, lane: number): Float64Array {
  if (lanes === 1) return values;
  const own = new Float64Array(values.length / lanes);
  for (let i = 0; i < own.length; i++) own[i] = values[i * lanes + lane]!;
  return own;
}

/** The weighted mean of each lane; 0 where there is no weight. */
export function laneMeans(values: Float64Array, weights: Float64Array, lanes: Lanes): Float64Array {
  const sums = new Float64Array(lanes);
  let total = 0;
  for (let i = 0, at = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    total += weight;
    for (let d = 0; d < lanes; d++) sums[d]! += weight * values[at++]!;
  }
  return sums.map((sum) => (total > 0 ? sum / total : 0));
}

/** The weighted sum of squares of each lane. */
export function laneSquares(values: Float64Array, weights: Float64Array, lanes: Lanes): Float64Array {
  const sums = new Float64Array(lanes);
  for (let i = 0, at = 0; i < weights.length; i++) {
    for (let d = 0; d < lanes; d++) sums[d]! += weights[i]! * values[at++]! ** 2;
  }
  return sums;
}

/** Takes a number of its own off each lane. */
export function shiftLanes(values: Float64Array, shifts: Float64Array): void {
  const lanes = shifts.length;
  for (let at = 0; at < values.length;) for (let d = 0; d < lanes; d++) values[at++]! -= shifts[d]!;
}
