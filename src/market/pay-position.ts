import { annualFactor } from '../domain/annual-pay.js';
import type { Policy } from '../domain/policy.js';
import type { WorthQuery } from '../domain/worth-query.js';
import type { Estimate } from '../domain/estimate.js';
import type { PayDistribution } from './pay-distribution.js';

/**
 * Where the query's pay stands: its percentile in the distribution that the answer's percentiles are read from, and
 * its ratio to the P50. Null without a pay, and for part-time pay, whose hours a query does not say.
 */
export function payPosition(
  query: WorthQuery,
  distribution: PayDistribution,
  policy: Policy,
): Estimate['position'] {
  if (query.pay === undefined) return null;
  const { period, employment } = query;
  const factor = annualFactor({ period, employment }, policy.periods);
  if (factor === null) return null;
  const pay = query.pay * factor;
  return { pay, percentile: 100 * distribution.rank(pay), compaRatio: pay / distribution.quantile(0.5) };
}
