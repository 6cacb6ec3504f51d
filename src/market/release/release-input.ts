import type { Policy } from '../../domain/policy.js';
import type { StoredEntry } from '../../domain/ports.js';
import { annualOffer } from '../annual-offer.js';
import { ColumnsBuilder } from '../columns-builder.js';
import type { OfferColumns } from '../columns.js';
import { InterviewsBuilder, tellsOfInterview } from '../skills/interview-columns.js';
import { landingPositions, type LandingPosition } from '../landing.js';
import { currentOffers } from '../supersession.js';
import { allRows, takeRows } from '../take-rows.js';
import { provenanceOf, type Origin, type Provenance } from './provenance.js';
import type { SourcedInterviews } from './skills/make-pass-rates.js';

/** The current offers of a store, and where each comes from. */
export interface ReleaseInput {
  readonly columns: OfferColumns;
  readonly landings: readonly LandingPosition[];
  readonly provenance: readonly Provenance[];
  readonly interviews: SourcedInterviews;
}

export interface ReleaseInputTools {
  readonly policy: Policy;
  readonly familyOf: (role: string) => string | null;
  /** The import that brought an entry. */
  readonly originOf: (batch: number) => Origin;
}

/** Reads the offers and interviews that a release is made from. */
export async function readReleaseInput(
  entries: AsyncIterable<readonly StoredEntry[]>,
  { policy, familyOf, originOf }: ReleaseInputTools,
): Promise<ReleaseInput> {
  const builder = new ColumnsBuilder(policy, familyOf);
  const provenance: Provenance[] = [];
  const interviews = { builder: new InterviewsBuilder(), provenance: [] as Provenance[] };
  for await (const chunk of entries) {
    builder.add(chunk);
    interviews.builder.add(chunk);
    for (const stored of chunk) {
      const origin = originOf(stored.batch);
      if (annualOffer(stored.entry, policy)) provenance.push(provenanceOf(stored, origin));
      if (tellsOfInterview(stored.entry)) {
        interviews.provenance.push(provenanceOf(stored, origin, 'interview'));
      }
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
    interviews: { columns: interviews.builder.take(), provenance: interviews.provenance },
  };
}
