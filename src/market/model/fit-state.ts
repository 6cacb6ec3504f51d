import type { PooledFit } from '../../stats/pooled-regression.js';
import type { RegressionForest } from '../../stats/regression-forest.js';
import type { Canon, CanonicalRows } from './canonical-columns.js';
import type { Design } from './design.js';
import type { FeatureSpace } from './features.js';
import type { StandIns } from './stand-ins.js';

/** Everything a fit has learned that predictions are made from. */
export interface FitState {
  readonly canon: Canon;
  readonly rows: CanonicalRows;
  readonly design: Design;
  readonly linear: PooledFit;
  readonly features: FeatureSpace;
  readonly remainder: {
    readonly forest: RegressionForest;
    readonly weight: number;
    /** Posterior variance of a profile's remainder. */
    readonly variance: number;
  };
  readonly spread: {
    readonly linear: PooledFit;
    readonly forest: RegressionForest;
    readonly edges: Float64Array;
    readonly shift: number;
  };
  /** Posterior variance of the linear prediction, on average over the offers. */
  readonly usualVariance: number;
  /** By family: the number of its step. */
  readonly stepOfTerm: Uint8Array;
  /** The number of the employers' family, -1 where there is none. */
  readonly employerTerm: number;
  readonly standIns: StandIns;
  readonly horizon: Horizon;
  /** Mean log pay of the offers that the fit is made from. */
  readonly mean: number;
  /** By family: the mean of its part over those offers. */
  readonly termMeans: Float64Array;
  /** Standard deviations between employers, and of an offer within one. */
  readonly tau: number;
  readonly sigma: number;
}

/** How the model goes on beyond its newest offer. */
export interface Horizon {
  /** Day of the newest offer, NaN where none has a date. */
  readonly newest: number;
  /** How much of last year's climb is expected to go on, in [0, 1]. */
  readonly trend: number;
  /** By how much a year ahead widens the spread: factor 1 + widening x years. */
  readonly widening: number;
}
