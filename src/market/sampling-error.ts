import { normalDensity, normalQuantile } from '../stats/normal.js';
import { quantileInfluence } from '../stats/quantile-influence.js';
import { studentTQuantile } from '../stats/student-t.js';
import type { Difference } from './model/pay-model.js';
import type { WeightedSample } from '../stats/weighted-sample.js';

/** What the uncertainty of percentiles follows from. */
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
  /** How uncertain the way from the comparables to the profile is, which they do not show. */
  readonly difference: Difference;
  /** The spread of log pay at the profile. */
  readonly spread: number;
}

/** Fewer clusters than this, counted by Kish, cannot show how much clusters differ. */
const FEWEST_CLUSTERS = 3;
const LEVEL = 0.9;

/** The uncertainty of the percentiles of one weighted sample of log pay. */
export class SamplingError {
  /** Kish's number of clusters. */
  readonly #count: number;
  /** Factor of a standard error; null where there are too few clusters. */
  readonly #factor: number | null;
  /** The cluster and the share of the weight of each value, in ascending order. */
  readonly #clusters: Uint32Array;
  readonly #weights: Float64Array;
  /** By cluster; a buffer for one percentile after the other. */
  readonly #sums: Float64Array;
  /** By cluster: the share of the weight of the first so many values, more with each percentile asked for in turn. */
  readonly #counted: Float64Array;
  #upTo = 0;

  constructor(private readonly source: ErrorSource) {
    const { order, cumulative } = source.sample;
    this.#clusters = order.map((i) => source.clusters[i]!);
    this.#weights = new Float64Array(cumulative.length);
    for (let i = 0; i < cumulative.length; i++)
      this.#weights[i] = i === 0 ? cumulative[i]! : cumulative[i]! - cumulative[i - 1]!;
    this.#sums = new Float64Array(source.clusterShares.length);
    this.#counted = new Float64Array(source.clusterShares.length);
    let squares = 0;
    for (const share of source.clusterShares) squares += share * share;
    this.#count = 1 / squares;
    // Three equal shares make 2.9999999999999996.
    const enough = this.#count > FEWEST_CLUSTERS - 1e-9;
    this.#factor = enough ? studentTQuantile((1 + LEVEL) / 2, this.#count - 1) : null;
  }

  /**
   * Half the width of the 90 % interval of a percentile of log pay (METHOD 5): employers are clusters, Student's factor
   * has their Kish number less one degrees of freedom, and the width never falls below what pooled spreads imply.
   *
   * @param p in (0, 1)
   * @returns null where there are fewer than three clusters, counted by Kish
   */
  halfWidth(p: number): number | null {
    if (this.#factor === null) return null;
    const { sample, tau, sigma, difference, spread } = this.source;
    const away = normalQuantile(p);
    const density = normalDensity(away);
    const ofWay = difference.centre + (away * spread) ** 2 * difference.logSpread;
    const ofOffers = ((p * (1 - p)) / (density * density)) * (sigma ** 2 / sample.size);
    const floor = tau ** 2 / this.#count + ofOffers;
    return this.#factor * Math.sqrt(Math.max(this.#clusteredVariance(p) + ofWay, floor));
  }

  /** Variance of the sample's p-quantile, clusters being independent (linearised). */
  #clusteredVariance(p: number): number {
    const { clusterShares } = this.source;
    const [clusters, weights] = [this.#clusters, this.#weights];
    const { before, first, inside, after } = quantileInfluence(this.source.sample, p);
    const sharesBefore = this.#sharesBefore(first);
    const sums = this.#sums;
    for (let cluster = 0; cluster < sums.length; cluster++)
      sums[cluster] = after * clusterShares[cluster]! + (before - after) * sharesBefore[cluster]!;
    for (let i = 0; i < inside.length; i++)
      sums[clusters[first + i]!]! += weights[first + i]! * (inside[i]! - after);
    let squares = 0;
    for (let cluster = 0; cluster < sums.length; cluster++) squares += sums[cluster]! * sums[cluster]!;
    return (squares * this.#count) / (this.#count - 1);
  }

  /** By cluster: the share of all weight that its values before a place have. */
  #sharesBefore(place: number): Float64Array {
    const [clusters, weights, shares] = [this.#clusters, this.#weights, this.#counted];
    if (place < this.#upTo) {
      shares.fill(0);
      this.#upTo = 0;
    }
    for (let i = this.#upTo; i < place; i++) shares[clusters[i]!]! += weights[i]!;
    this.#upTo = place;
    return shares;
  }
}
