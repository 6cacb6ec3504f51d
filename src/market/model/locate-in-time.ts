import { positionAmong } from '../../stats/piecewise-linear.js';
import type { WeightedEffects } from './located.js';

const DAYS_A_YEAR = 365.25;
/** A trend is carried no further than this beyond the newest offer. */
const LONGEST_AHEAD = 2 * DAYS_A_YEAR;

/**
 * Locates a day on the curve of time. Beyond the newest offer the curve goes on in a straight line at `trend` x its
 * climb over the last year of data (trend 0: level).
 */
export function locateInTime(
  knots: readonly number[],
  day: number,
  trend: number,
  into: WeightedEffects,
): void {
  const last = knots[knots.length - 1]!;
  const ahead = Math.min(day - last, LONGEST_AHEAD);
  if (!(ahead > 0) || trend === 0) {
    locateOnCurve(knots, day, 1, into);
    return;
  }
  const base = Math.max(knots[0]!, last - DAYS_A_YEAR);
  const climb = (trend * ahead) / (last - base);
  locateOnCurve(knots, last, 1 + climb, into);
  locateOnCurve(knots, base, -climb, into);
}

/** Locates a value on a curve, `share` in all. */
export function locateOnCurve(
  knots: readonly number[],
  value: number,
  share: number,
  into: WeightedEffects,
): void {
  const { segment, fraction } = positionAmong(knots, value);
  into.add(segment, share * (1 - fraction));
  into.add(segment + 1, share * fraction);
}
