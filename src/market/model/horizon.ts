import type { Horizon } from './model-snapshot.js';

const DAYS_A_YEAR = 365.25;

/** By how much the spread is wider on a day than among the offers: 1 up to the newest one, or where it is unknown. */
export function horizonFactor({ newest, widening }: Horizon, day: number): number {
  const ahead = (day - newest) / DAYS_A_YEAR;
  return ahead > 0 ? 1 + widening * ahead : 1;
}
