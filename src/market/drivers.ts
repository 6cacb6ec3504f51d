import type { Estimate } from '../domain/estimate.js';
import { normalQuantile } from '../stats/normal.js';
import type { ModelStep } from './model/pay-model.js';

const Z90 = normalQuantile(0.95);

function percent(logEffect: number): number {
  return 100 * Math.expm1(logEffect);
}

/** The waterfall from all offers to a profile: what each factor adds, in percent, with its 90 % interval. */
export function driversOf(steps: readonly ModelStep[]): Estimate['drivers'] {
  return steps.map(({ factor, effect, variance }) => {
    const half = Z90 * Math.sqrt(variance);
    return {
      factor,
      effectPercent: percent(effect),
      low: percent(effect - half),
      high: percent(effect + half),
    };
  });
}
