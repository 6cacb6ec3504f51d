import type { FigureOffers } from './changed-offers.js';
import type { Provenance } from './provenance.js';

/** The offers of some rows as figures remember them. */
export function figureOffers(
  { provenance }: { readonly provenance: readonly Provenance[] },
  rows: readonly number[],
): FigureOffers {
  return {
    fingerprints: rows.map((row) => provenance[row]!.fingerprint),
    contributors: rows.map((row) => provenance[row]!.contributor),
  };
}
