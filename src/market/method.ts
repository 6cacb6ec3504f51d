import type { QuantileMethod } from '../domain/worth-query.js';

/** Which method made a figure; the version rises with every change that moves a figure. */
export const method = { id: 'adjusted-comparables', version: '1.2.0' } as const;

/** The method of an answer, with the definition of its quantiles. */
export function methodOf(quantile: QuantileMethod): typeof method & { quantile: QuantileMethod } {
  return { ...method, quantile };
}
