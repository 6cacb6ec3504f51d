import type { Estimate, Percentile } from '../domain/estimate.js';
import type { Policy } from '../domain/policy.js';
import { standardPercentiles } from '../domain/worth-query.js';
import { Adjustment } from './adjustment.js';
import { clustersOf, clusterShares } from './clusters.js';
import type { Cohort } from './cohort.js';
import type { Conversion } from './conversion.js';
import type { Prediction } from './model/pay-model.js';
import type { ModelledOffers } from './offers.js';
import { PayDistribution } from './pay-distribution.js';
import { holds, rangeBounds } from './range-bounds.js';
import { SamplingError } from './sampling-error.js';
import { weighOffers, type WeighedOffers } from './weighed-offers.js';

/** How sure an answer is. */
interface Certainty {
  readonly error: SamplingError;
  /** Distinct employers of the comparables; null where too few name one. */
  readonly employers: number | null;
}

/** Adjusted comparables (METHOD 3 to 5): the distribution of pay at a query's profile, and how sure it is. */
export class Answer {
  readonly prediction: Prediction;
  readonly adjustment: Adjustment;
  readonly distribution: PayDistribution;
  readonly #weighed: WeighedOffers;
  #certainty: Certainty | undefined;

  /** @param cohort with at least one comparable */
  constructor(
    readonly cohort: Cohort,
    readonly conversion: Conversion | null,
    private readonly policy: Policy,
  ) {
    const { pool, coded, asOf, comparables, shares, effectiveOffers } = cohort;
    this.prediction = pool.model.predict(coded);
    this.adjustment = new Adjustment(this.prediction, Math.log(conversion?.rateOn(asOf) ?? 1));
    this.#weighed = weighOffers(pool, comparables.rows, shares, effectiveOffers, this.adjustment);
    this.distribution = new PayDistribution(this.#weighed.sample, cohort.query.quantile);
  }

  /** The pay at a percentile in (0, 100) with its interval. */
  percentile(percentile: number): Percentile {
    const value = this.distribution.quantile(percentile / 100);
    const width = this.certainty.error.halfWidth(percentile / 100);
    if (width === null) return { percentile, value, low: null, high: null };
    return { percentile, value, low: value * Math.exp(-width), high: value * Math.exp(width) };
  }

  get certainty(): Certainty {
    return (this.#certainty ??= this.#judge());
  }

  #judge(): Certainty {
    const { pool, coded, comparables, shares } = this.cohort;
    const minCoverage = this.policy.labels.minEmployerCoverage;
    const clusters = clustersOf(pool.offers.columns, comparables.rows, minCoverage, pool.numbers);
    const error = new SamplingError({
      sample: this.#weighed.sample,
      clusters: this.#weighed.offer.map((i) => clusters.ids[i]!),
      clusterShares: clusterShares(clusters, shares),
      tau: pool.model.tau,
      sigma: pool.model.sigma,
      spread: this.prediction.spread,
      difference: pool.model.difference(coded, comparables.rows, shares),
    });
    return { error, employers: clusters.employers };
  }

  /** What ranges say without an assumption; empty where pay learned later too often fell outside of them. */
  rangeBounds(): Estimate['rangeBounds'] {
    const { cohort } = this;
    const { offers } = cohort.pool;
    const vagueRows = cohort.vagueRows();
    const { rows } = cohort.comparables;
    const points = this.#weighed.offer.length === rows.length && vagueRows.length === 0;
    // Of points alone both ends are the percentile itself.
    if (points) return standardPercentiles.map((percentile) => this.#pointBound(percentile));
    if (this.#broken(offers, rows) || this.#broken(offers, vagueRows)) return [];
    const { shares, size } = cohort.weighWith(vagueRows);
    const ends = (end: 'low' | 'high'): Float64Array =>
      Float64Array.of(...this.#ends(offers, rows, end), ...this.#ends(offers, vagueRows, end));
    return rangeBounds({ low: ends('low'), high: ends('high'), shares, size }, cohort.query.quantile);
  }

  #pointBound(percentile: number): Estimate['rangeBounds'][number] {
    const value = this.distribution.quantile(percentile / 100);
    return { percentile, low: value, high: value };
  }

  #broken({ columns, low, high }: ModelledOffers, rows: Uint32Array): boolean {
    const { landings } = this.cohort.pool;
    return rows.some((row) => low[row] !== high[row] && !holds(landings[columns.tier[row]!]!));
  }

  #ends(offers: ModelledOffers, rows: Uint32Array, end: 'low' | 'high'): Float64Array {
    const pays = offers[end];
    return Float64Array.from(rows, (row) => this.adjustment.logOf(offers, row, Math.log(pays[row]!)));
  }
}
