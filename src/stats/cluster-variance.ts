/** Variance between clusters, and within one. */
export interface ClusterVariance {
  readonly between: number;
  readonly within: number;
  /** What the second is estimated from: values less clusters. */
  readonly freedom: number;
}

/**
 * The variance of values between and within clusters, by the analysis of variance; not below 0.
 *
 * @param values in the order of their clusters
 * @param clusterEnds the values of cluster c are `clusterEnds[c] .. clusterEnds[c + 1] - 1`
 * @returns with fewer values than two, or only clusters of one, `within` 0 and `between` the variance of the values
 * Source: Searle, Casella and McCulloch, Variance Components (1992), 3.6.
 * @example clusterVariance(Float64Array.of(1, 1, 3, 3), Int32Array.of(0, 2, 4)) // { between: 2, within: 0, freedom: 2 }
 */
export function clusterVariance(values: Float64Array, clusterEnds: Int32Array): ClusterVariance {
  const [count, clusters] = [values.length, clusterEnds.length - 1];
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, count);
  let [within, between, sizes] = [0, 0, 0];
  for (let c = 0; c < clusters; c++) {
    const own = values.subarray(clusterEnds[c], clusterEnds[c + 1]);
    if (own.length === 0) continue;
    const centre = own.reduce((sum, value) => sum + value, 0) / own.length;
    for (const value of own) within += (value - centre) ** 2;
    between += own.length * (centre - mean) ** 2;
    sizes += own.length ** 2;
  }
  const freedom = count - clusters;
  const noise = freedom > 0 ? within / freedom : 0;
  const size = (count - sizes / Math.max(1, count)) / Math.max(1, clusters - 1);
  const more = clusters > 1 ? (between / (clusters - 1) - noise) / Math.max(size, 1e-9) : 0;
  return { between: Math.max(0, more), within: noise, freedom };
}
