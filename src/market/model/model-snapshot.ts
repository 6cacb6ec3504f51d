import type { PooledFit } from '../../stats/given-variances.js';
import type { PosteriorDraws } from '../../stats/posterior-draws.js';
import type { PackedForest } from '../../stats/regression-forest.js';
import type { CellTable } from './cell-counts.js';
import type { CovariateScales } from './covariates.js';
import type { FeatureLayout } from './feature-layout.js';
import type { StepMoments } from './step-moments.js';
import type { TermCodes } from './term-coder.js';

/** How the model goes on beyond its newest offer. */
export interface Horizon {
  /** Day of the newest offer, NaN where none has a date. */
  readonly newest: number;
  /** How much of last year's climb is expected to go on, in [0, 1]. */
  readonly trend: number;
  /** By how much a year ahead widens the spread: factor 1 + widening x years. */
  readonly widening: number;
}

/**
 * Everything that a fit has learnt, as plain numbers, lists and typed arrays, to be kept or sent. With the columns it
 * was learnt from it makes the same model again: `new FittedPayModel(factors, snapshot)`.
 */
export interface ModelSnapshot {
  /** Edges of the bands of years of experience. */
  readonly bands: readonly number[];
  readonly scales: CovariateScales;
  /** The families of effects that the offers speak of: the number of each among all terms, and its codes. */
  readonly terms: readonly { readonly number: number; readonly codes: TermCodes }[];
  readonly linear: PooledFit;
  /** What is not known of the effects. */
  readonly draws: PosteriorDraws;
  readonly features: FeatureLayout;
  readonly remainder: {
    readonly forest: PackedForest;
    readonly weight: number;
    /** Posterior variance of a profile's remainder. */
    readonly variance: number;
  };
  readonly spread: {
    readonly linear: Pick<PooledFit, 'intercept' | 'effects'>;
    /** What is not known of the effects on the log spread, by family of the design. */
    readonly draws: PosteriorDraws;
    readonly forest: PackedForest;
    /** Of the bins of the linear log deviation, the trees' last feature. */
    readonly edges: Float64Array;
    readonly middle: number;
    readonly shift: number;
  };
  /** Mean log pay of the offers that the fit is made from. */
  readonly mean: number;
  /** By family: the mean of its part over those offers. */
  readonly termMeans: Float64Array;
  /** Posterior variance of the linear prediction, on average over the offers. */
  readonly usualVariance: number;
  /** By step: 1 where something stands in for profiles that leave it open. */
  readonly standIn: Uint8Array;
  readonly moments: StepMoments;
  readonly horizon: Horizon;
  readonly cells: CellTable;
  /** Standard deviations between employers, and of an offer within one. */
  readonly tau: number;
  readonly sigma: number;
  /** Of each row, cross-fitted. */
  readonly mu: Float64Array;
  readonly spreads: Float64Array;
  /** 1 where the row's pay is judged implausible. */
  readonly implausible: Uint8Array;
}
