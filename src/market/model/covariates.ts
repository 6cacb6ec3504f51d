import { quantileKnots } from '../../stats/piecewise-linear.js';
import type { CanonicalRows } from './canonical-rows.js';
import type { Covariate } from './terms.js';

/** How a covariate enters slopes and curves; `null` where the offers do not differ in it. */
export interface CovariateScale {
  /** Ascending, on the covariate's own scale, at least two. */
  readonly knots: readonly number[];
  readonly centre: number;
  readonly width: number;
}

export type CovariateScales = Readonly<Record<Covariate, CovariateScale | null>>;

const MOST_KNOTS = 16;
/** Slopes are on the logarithm of experience: the first years raise pay most. Time is in years. */
const DAYS_A_YEAR = 365.25;

/** The value of a covariate that curves are over: years of experience, or day numbers; NaN where unknown. */
export function rawCovariate(rows: CanonicalRows, covariate: Covariate): Float64Array {
  return covariate === 'years' ? rows.years : rows.days;
}

function slopeValue(covariate: Covariate, raw: number): number {
  return covariate === 'years' ? Math.log1p(raw) : raw / DAYS_A_YEAR;
}

/** Learns the scale of a covariate from the offers. */
export function covariateScale(rows: CanonicalRows, covariate: Covariate): CovariateScale | null {
  const known = rawCovariate(rows, covariate)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const knots = quantileKnots(known, MOST_KNOTS);
  if (knots.length < 2) return null;
  let [sum, squares] = [0, 0];
  for (const raw of known) {
    const value = slopeValue(covariate, raw);
    sum += value;
    squares += value * value;
  }
  const centre = sum / known.length;
  const width = Math.sqrt(Math.max(squares / known.length - centre * centre, 1e-12));
  // Time keeps its unit, a year: offers of a single year say little of a trend, however they spread within it.
  return { knots, centre, width: covariate === 'time' ? 1 : width };
}

/**
 * The value that slopes multiply: centred, 0 where unknown, and held at its end beyond the offers.
 */
export function slopeCovariate(covariate: Covariate, scale: CovariateScale, raw: number): number {
  if (Number.isNaN(raw)) return 0;
  const within = Math.min(Math.max(raw, scale.knots[0]!), scale.knots[scale.knots.length - 1]!);
  return (slopeValue(covariate, within) - scale.centre) / scale.width;
}
