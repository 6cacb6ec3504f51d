import type { Estimate } from '../../src/domain/estimate.js';
import type { MarketView } from '../../src/guidance/market-view.js';

/** Standard normal quantiles of the percentiles used here. */
const z: Readonly<Record<number, number>> = {
  10: -1.2816,
  25: -0.6745,
  50: 0,
  60: 0.2533,
  75: 0.6745,
  90: 1.2816,
};

/** A market of lognormal pay with a median and a relative half-width of every interval. */
export function lognormalView(
  overrides: Partial<Estimate> = {},
  median = 80_000,
  halfWidth = 0.04,
): MarketView {
  const value = (percentile: number): number => median * Math.exp(0.2 * z[percentile]!);
  const at = (percentile: number) => ({
    percentile,
    value: value(percentile),
    low: value(percentile) * (1 - halfWidth),
    high: value(percentile) * (1 + halfWidth),
  });
  const percentiles = [10, 25, 50, 75, 90].map(at);
  const worth: Estimate = {
    query: {
      role: 'Backend Engineer',
      level: 'senior',
      location: 'Berlin',
      skills: ['Kafka'],
      period: 'year',
      quantile: 'hd',
      trend: false,
    },
    currency: 'EUR',
    period: 'year',
    basis: 'basePay',
    tax: 'gross',
    asOf: '2026-10-01',
    percentiles,
    rangeBounds: [],
    exactCohort: { offers: 12, employers: 8, percentiles: [{ percentile: 50, value: 81_000 }] },
    position: null,
    drivers: [],
    evidence: {
      offers: 140,
      effectiveOffers: 96.5,
      employers: 24,
      oldest: '2025-01-03',
      newest: '2026-10-01',
      converted: 0,
      implausible: 0,
      leftOut: 0,
      borrowedShare: 0.2,
      widened: [],
    },
    confidence: 'medium',
    suppressed: null,
    method: { id: 'test', version: '0', quantile: 'hd' },
    ...overrides,
  };
  return {
    worth,
    premiums: [{ skill: 'Kafka', percent: 8.24, low: 3, high: 13.7, offers: 61 }],
    percentile: (percentile) => (worth.percentiles.length > 0 ? at(percentile) : null),
    position: (pay) =>
      worth.percentiles.length > 0 ? { percentile: pay > median ? 70 : 30, compaRatio: pay / median } : null,
  };
}
