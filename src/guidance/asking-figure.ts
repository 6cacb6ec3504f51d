import type { Percentile } from '../domain/estimate.js';
import type { Plan } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';
import type { MarketView } from './market-view.js';
import { preciseFigure } from './precise-figure.js';

/** Half the width of an interval as a share of its value; infinite where there is none. */
export function relativeHalfWidth({ value, low, high }: Percentile): number {
  return low === null || high === null ? Infinity : (high - low) / (2 * value);
}

/**
 * The figure to ask for: precise, at the chosen percentile (by default P75 with high or medium confidence, P50 with
 * low), to be said as a range whose floor is the figure itself. Null when the answer is thin, or when the interval at
 * that percentile is too wide to name one.
 */
export function askingFigure(
  view: MarketView,
  chosen: number | undefined,
  policy: Policy['negotiation'],
): Plan['ask'] {
  const { confidence } = view.worth;
  if (confidence === 'thin') return null;
  const percentile = chosen ?? policy.targetPercentile[confidence];
  const at = view.percentile(percentile);
  if (!at || relativeHalfWidth(at) > policy.maxHalfWidth) return null;
  const point = preciseFigure(at.value);
  return { percentile, point, low: point, high: preciseFigure(point * policy.stretch) };
}
