import { normalDensity, normalQuantile } from '../stats/normal.js';
import { quantileInfluence } from '../stats/quantile-influence.js';
import { studentTQuantile } from '../stats/student-t.js';
import type { WeightedSample } from '../stats/weighted-sample.js';

/** What the uncertainty of a percentile follows from. */
export interface ErrorSource {
  /** Log pays. */
  readonly sample: WeightedSample;
  /** The cluster of each value, by its place before sorting. */
  readonly clusters: Uint32Array;
  /** The share of the weight of each cluster, adding up to 1. */
  readonly clusterShares: Float64Array;
  /** Standard deviations of log pay pooled over many offers: between employers, and of an offer within one. */
  readonly tau: number;
  readonly sigma: number;
  /** Variance of the way from the comparables to the profile, that they do not show. */
  readonly adjustmentVariance: number;
}

/** Fewer clusters than this, counted by Kish, cannot show how much clusters differ. */
const FEWEST_CLUSTERS = 3;
const LEVEL = 0.9;

/** Variance of the sample's p-quantile, clusters being independent (linearised). */
function clusteredVariance(
  { sample, clusters, clusterShares }: ErrorSource,
  p: number,
  count: number,
): number {
  const influence = quantileInfluence(sample, p);
  const sums = new Float64Array(clusterShares.length);
  let before = 0;
  for (let i = 0; i < influence.length; i++) {
    const cluster = clusters[sample.order[i]!]!;
    sums[cluster]! += (sample.cumulative[i]! - before) * influence[i]!;
    before = sample.cumulative[i]!;
  }
  return (sums.reduce((sum, term) => sum + term * term, 0) * count) / (count - 1);
}

/**
 * Half the width of the 90 % interval of a percentile of log pay (METHOD 5): employers are clusters, Student's factor
 * has their Kish number less one degrees of freedom, and the width never falls below what pooled spreads imply.
 *
 * @param p in (0, 1)
 * @returns null where there are fewer than three clusters, counted by Kish
 */
export function halfWidth(source: ErrorSource, p: number): number | null {
  const { sample, clusterShares, tau, sigma } = source;
  const count = 1 / clusterShares.reduce((sum, share) => sum + share * share, 0);
  // Three equal shares make 2.9999999999999996.
  if (!(count > FEWEST_CLUSTERS - 1e-9)) return null;
  const density = normalDensity(normalQuantile(p));
  const ofOffers = ((p * (1 - p)) / (density * density)) * (sigma ** 2 / sample.size);
  const floor = tau ** 2 / count + ofOffers;
  const variance = Math.max(clusteredVariance(source, p, count) + source.adjustmentVariance, floor);
  return studentTQuantile((1 + LEVEL) / 2, count - 1) * Math.sqrt(variance);
}
