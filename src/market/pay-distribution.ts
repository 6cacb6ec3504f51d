import type { QuantileMethod } from '../domain/worth-query.js';
import { quantileOf, rankOf } from '../stats/weighted-quantile.js';
import type { WeightedSample } from '../stats/weighted-sample.js';

/**
 * Weighted pays that percentiles are read from. Harrell-Davis works on log pay; types 7 and 8 on pay itself, as
 * Excel, NumPy and R do.
 */
export class PayDistribution {
  readonly #sample: WeightedSample;

  /** @param logs natural logs of pay a year */
  constructor(
    readonly logs: WeightedSample,
    private readonly method: QuantileMethod,
  ) {
    this.#sample = method === 'hd' ? logs : { ...logs, values: logs.values.map(Math.exp) };
  }

  /** The pay at p in (0, 1). */
  quantile(p: number): number {
    const value = quantileOf(this.#sample, p, this.method);
    return this.method === 'hd' ? Math.exp(value) : value;
  }

  /** The share of the distribution below a pay above 0. */
  rank(pay: number): number {
    return rankOf(this.#sample, this.method === 'hd' ? Math.log(pay) : pay, this.method);
  }
}
