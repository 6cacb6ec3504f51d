import type { OfferColumns } from './columns.js';

/** Offers that can be compared as they stand: of one currency, tax and basis. Rows are those of the columns. */
export interface Offers {
  readonly columns: OfferColumns;
  /** Pay a year on one basis, in major units; an open end is 0 below and Infinity above. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** What the pay model says of offers: the centre and the spread of log pay, a row each. */
export interface ModelledOffers extends Offers {
  readonly mu: Float64Array;
  readonly spread: Float64Array;
  /** 1 where the pay is judged implausible. */
  readonly implausible: Uint8Array;
}

/** A range wider than this part of its minimum says too little to enter an estimate (METHOD 4). */
const WIDEST_RANGE = 0.5;

/** Whether a pay counts for bounds only: an open end, or a range too wide to enter an estimate. */
export function boundsOnly(low: number, high: number): boolean {
  return !(low > 0) || high - low > WIDEST_RANGE * low;
}
