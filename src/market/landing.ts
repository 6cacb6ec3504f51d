import { evidenceTiers } from '../domain/offer.js';
import { betaQuantile } from '../stats/beta-quantile.js';

/** Where the pay learned later fell in an offered range: 0 at its minimum, 1 at its maximum, beyond both outside. */
export interface Landing {
  /** Index into `evidenceTiers` of the evidence that offered the range. */
  readonly tier: number;
  readonly place: number;
}

/** Where pay lands inside the ranges of one tier. */
export interface LandingPosition {
  /** Nine places in [0, 1] that stand for the distribution, equally likely. */
  readonly places: Float64Array;
  readonly mean: number;
  /** The share of pay learned later that fell outside its range; 0 where nothing was learned. */
  readonly outside: number;
}

const PRIOR_OFFERS = 10;
const PRIOR_MEAN = 0.5;
/** Of a place anywhere in the range, each equally likely. */
const PRIOR_VARIANCE = 1 / 12;
const PLACES = 9;

/** The Beta distribution with a mean in (0, 1) and a variance, as nine quantiles in the middle of equal shares. */
function betaPlaces(mean: number, variance: number): Float64Array {
  const concentration = Math.max((mean * (1 - mean)) / variance - 1, 0.01);
  const [a, b] = [mean * concentration, (1 - mean) * concentration];
  return Float64Array.from({ length: PLACES }, (_, i) => betaQuantile((i + 0.5) / PLACES, a, b));
}

/**
 * Learns where pay lands inside offered ranges, for each tier of evidence (METHOD 4). A tier without evidence lands
 * anywhere; each pay learned later counts for one against ten offers of that assumption, places outside clamped.
 *
 * @returns one position a tier
 */
export function landingPositions(landings: readonly Landing[]): readonly LandingPosition[] {
  return evidenceTiers.map((_, tier) => {
    const places = landings.filter((landing) => landing.tier === tier).map((landing) => landing.place);
    const clamped = places.map((place) => Math.min(1, Math.max(0, place)));
    const known = PRIOR_OFFERS + places.length;
    const mean = clamped.reduce((sum, place) => sum + place, PRIOR_OFFERS * PRIOR_MEAN) / known;
    const squares = clamped.reduce((sum, place) => sum + (place - mean) ** 2, 0);
    const prior = PRIOR_OFFERS * (PRIOR_VARIANCE + (PRIOR_MEAN - mean) ** 2);
    const outside = places.filter((place) => place < 0 || place > 1).length;
    return {
      places: betaPlaces(mean, (prior + squares) / known),
      mean,
      outside: places.length === 0 ? 0 : outside / places.length,
    };
  });
}
