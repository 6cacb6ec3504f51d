import { medianAbsoluteDeviation } from 'simple-statistics';

/** Makes a median absolute deviation a standard deviation where the data are normal: 1 / normalQuantile(.75). */
export const NORMAL_CONSISTENCY = 1.4826;

/**
 * A standard deviation that outliers do not move: 1.4826 x the median absolute deviation from the median. NaN for no
 * values.
 *
 * @example robustSpread([1, 2, 3, 4, 500]) // 1.4826
 */
export function robustSpread(values: readonly number[]): number {
  return values.length === 0 ? NaN : NORMAL_CONSISTENCY * medianAbsoluteDeviation([...values]);
}
