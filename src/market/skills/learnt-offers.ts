import type { OfferColumns } from '../columns.js';
import type { FittedPool } from '../fitted-pool.js';
import { allRows, takeRows } from '../take-rows.js';

/** The offers of a pool alone, in key order, with what the pay model says of them. */
export type LearntOffers = Pick<FittedPool, 'model' | 'offers' | 'rows' | 'landings'>;

/** Takes a pool's offers out of columns of all rows, such as its own. */
export function learntOffers(
  { model, offers, rows, landings }: FittedPool,
  columns: OfferColumns,
): LearntOffers {
  const own = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
  return {
    model,
    landings,
    rows: allRows(rows.length),
    offers: {
      columns: takeRows(columns, rows),
      low: own(offers.low),
      high: own(offers.high),
      mu: own(offers.mu),
      spread: own(offers.spread),
      implausible: Uint8Array.from(rows, (row) => offers.implausible[row]!),
    },
  };
}
