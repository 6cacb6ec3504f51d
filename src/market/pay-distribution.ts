import { standardPercentiles, type QuantileMethod } from '../domain/worth-query.js';
import { quantileOf, rankOf } from '../stats/weighted-quantile.js';
import type { WeightedSample } from '../stats/weighted-sample.js';

/**
 * Weighted pays that percentiles are read from. Harrell-Davis works on log pay; types 7 and 8 on pay itself, as
 * Excel, NumPy and R do.
 */
export class PayDistribution {
  readonly #sample: WeightedSample;
  /** Quantiles asked for so far, by p. */
  readonly #known = new Map<number, number>();

  /** @param logs natural logs of pay a year */
  constructor(
    readonly logs: WeightedSample,
    private readonly method: QuantileMethod,
  ) {
    this.#sample = method === 'hd' ? logs : { ...logs, values: logs.values.map(Math.exp) };
  }

  /** The pay at p in (0, 1). */
  quantile(p: number): number {
    const value = this.#quantile(p);
    return this.method === 'hd' ? Math.exp(value) : value;
  }

  /** The share of the distribution below a pay above 0. */
  rank(pay: number): number {
    const standard = new Map(standardPercentiles.map((p) => [p / 100, this.#quantile(p / 100)]));
    return rankOf(this.#sample, this.method === 'hd' ? Math.log(pay) : pay, this.method, standard);
  }

  #quantile(p: number): number {
    const value = this.#known.get(p) ?? quantileOf(this.#sample, p, this.method);
    this.#known.set(p, value);
    return value;
  }
}
