/** A feature of each row as the number of its bin, for trees. */
export interface BinnedFeature {
  readonly bins: Uint8Array;
  /** Ascending; a value is in the bin whose number is how many edges are not above it. At most 255. */
  readonly edges: Float64Array;
}

/**
 * Edges that cut a sample into bins of about equal size; values that repeat share a bin.
 *
 * @param sorted ascending, without NaN
 * @param most the largest number of bins, at most 256
 * @example binEdges(Float64Array.of(1, 1, 2, 3), 2) // Float64Array.of(2)
 */
export function binEdges(sorted: Float64Array, most: number): Float64Array {
  const edges: number[] = [];
  let last = sorted[0]!;
  for (let k = 1; k < most; k++) {
    const edge = sorted[Math.floor((k / most) * sorted.length)]!;
    if (edge > last) edges.push((last = edge));
  }
  return Float64Array.from(edges);
}

/**
 * The bin of a value.
 *
 * @example binOf(Float64Array.of(2, 5), 3) // 1
 */
export function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
