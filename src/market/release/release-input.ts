import type { Policy } from '../../domain/policy.js';
import type { StoredEntry } from '../../domain/ports.js';
import { annualOffer } from '../annual-offer.js';
import { ColumnsBuilder } from '../columns-builder.js';
import type { OfferColumns } from '../columns.js';
import { landingPositions, type LandingPosition } from '../landing.js';
import { currentOffers } from '../supersession.js';
import { allRows, takeRows } from '../take-rows.js';
import { provenanceOf, type Origin, type Provenance } from './provenance.js';

/** The current offers of a store, and where each comes from. */
export interface ReleaseInput {
  readonly columns: OfferColumns;
  readonly landings: readonly LandingPosition[];
  readonly provenance: readonly Provenance[];
}

export interface ReleaseInputTools {
  readonly policy: Policy;
  readonly familyOf: (role: string) => string | null;
  /** The import that brought an entry. */
  readonly originOf: (batch: number) => Origin;
}

/** Reads the offers that a release is made from; entries without one are left out. */
export async function readReleaseInput(
  entries: AsyncIterable<readonly StoredEntry[]>,
  { policy, familyOf, originOf }: ReleaseInputTools,
): Promise<ReleaseInput> {
  const builder = new ColumnsBuilder(policy, familyOf);
  const provenance: Provenance[] = [];
  for await (const chunk of entries) {
    builder.add(chunk);
    for (const stored of chunk) {
      if (annualOffer(stored.entry, policy)) provenance.push(provenanceOf(stored, originOf(stored.batch)));
    }
  }
  const all = builder.take();
  const { rows, landings } = currentOffers(all, allRows(all.rows));
  const { tiers, places } = builder.takeLandings();
  const own = Array.from(tiers, (tier, i) => ({ tier, place: places[i]! }));
  return {
    columns: takeRows(all, rows),
    landings: landingPositions([...own, ...landings]),
    provenance: Array.from(rows, (row) => provenance[row]!),
  };
}
