/**
 * Benjamini and Hochberg's step-up procedure: which hypotheses to reject so that, on average, at most `rate` of those
 * rejected are true.
 *
 * @param pValues in [0, 1], in any order; NaN is never rejected
 * @param rate in (0, 1)
 * @returns 1 where a hypothesis is rejected, else 0; empty for none. Cost: n log n.
 * Source: Benjamini and Hochberg, JRSS B 57 (1995).
 * @example benjaminiHochberg([0.04, 0.001, 0.9], 0.1) // Uint8Array.of(1, 1, 0)
 */
export function benjaminiHochberg(pValues: readonly number[], rate: number): Uint8Array {
  const ascending = pValues.filter((p) => !Number.isNaN(p)).sort((a, b) => a - b);
  const last = ascending.findLastIndex((p, rank) => p <= (rate * (rank + 1)) / ascending.length);
  const limit = ascending[last] ?? -1;
  return Uint8Array.from(pValues, (p) => (p <= limit ? 1 : 0));
}
