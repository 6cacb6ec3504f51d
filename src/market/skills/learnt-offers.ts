import type { FittedPool } from '../fitted-pool.js';
import type { LandingPosition } from '../landing.js';
import type { OfferColumns } from '../columns.js';
import type { ModelSnapshot } from '../model/model-snapshot.js';
import type { ModelledOffers } from '../offers.js';
import { allRows, takeRows } from '../take-rows.js';

/** The offers of a pool alone, in key order, with what the pay model says of them; plain data, to be kept or sent. */
export interface LearntOffers {
  readonly learnt: Pick<ModelSnapshot, 'bands' | 'terms' | 'linear' | 'tau' | 'sigma'>;
  readonly offers: ModelledOffers;
  readonly rows: Uint32Array;
  readonly landings: readonly LandingPosition[];
}

/** Takes a pool's offers out of columns of all rows, such as its own. */
export function learntOffers(
  { model, offers, rows, landings }: FittedPool,
  columns: OfferColumns,
): LearntOffers {
  const own = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
  const { bands, terms, linear, tau, sigma } = model.snapshot;
  return {
    learnt: { bands, terms, linear, tau, sigma },
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
