import type { CodedSets } from '../columns.js';

/** Skills whose offers are mostly the same count as a bundle from this correlation on. */
const TOGETHER = 0.6;

/** How often two skills come together. */
class PairCounts {
  readonly #places: ReadonlyMap<number, number>;
  readonly #counts: Float64Array;

  constructor(
    { offsets, codes }: CodedSets,
    rows: Uint32Array,
    private readonly skills: readonly number[],
  ) {
    this.#places = new Map(skills.map((skill, place) => [skill, place]));
    this.#counts = new Float64Array(skills.length ** 2);
    for (const row of rows) {
      const places: number[] = [];
      for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
        const place = this.#places.get(codes[k]!);
        if (place !== undefined) places.push(place);
      }
      for (const a of places) for (const b of places) this.#counts[a * skills.length + b]!++;
    }
  }

  /** The correlation of two skills (phi), by their places, among `offers`. */
  correlation(a: number, b: number, offers: number): number {
    const size = this.skills.length;
    const at = (i: number, j: number): number => this.#counts[i * size + j]! / offers;
    const [first, second] = [at(a, a), at(b, b)];
    const spread = Math.sqrt(first * (1 - first) * second * (1 - second));
    return spread > 0 ? (at(a, b) - first * second) / spread : 0;
  }
}

/**
 * Bundles of skills that come together: every two of a bundle have a correlation of .6 or more among the offers.
 * The closest pairs are joined first.
 *
 * @param skills codes of the skills to look at
 * @returns bundles of two or more, codes ascending
 */
export function bundlesOf(sets: CodedSets, rows: Uint32Array, skills: readonly number[]): number[][] {
  const counts = new PairCounts(sets, rows, skills);
  const correlated = new Map<number, number>();
  const size = skills.length;
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const correlation = counts.correlation(a, b, rows.length);
      if (correlation >= TOGETHER) correlated.set(a * size + b, correlation);
    }
  }
  const bundleOf = skills.map((_, place) => [place]);
  const together = (a: number, b: number): boolean => correlated.has(Math.min(a, b) * size + Math.max(a, b));
  for (const [pair] of [...correlated].sort(([p, x], [q, y]) => y - x || p - q)) {
    const [first, second] = [bundleOf[Math.floor(pair / size)]!, bundleOf[pair % size]!];
    if (first === second || !first.every((a) => second.every((b) => together(a, b)))) continue;
    first.push(...second);
    for (const place of second) bundleOf[place] = first;
  }
  return [...new Set(bundleOf)]
    .filter(({ length }) => length > 1)
    .map((places) => places.map((place) => skills[place]!).sort((a, b) => a - b));
}
