import type { PayFactors } from '../columns.js';
import type { CodedProfile } from './coded-profile.js';
import type { ModelSnapshot } from './model-snapshot.js';

export type { CodedProfile };

/** One step on the way from all offers to a profile, on log pay, with the posterior variance of the step. */
export interface ModelStep {
  readonly factor: string;
  readonly effect: number;
  readonly variance: number;
}

/** The centre and spread of log pay at a profile. */
export interface Prediction {
  readonly mu: number;
  /** Of one offer, employer differences and the horizon factor included. */
  readonly spread: number;
}

/** Posterior variances of a profile's centre, and of the log of its spread, less weighted means of rows'. */
export interface Difference {
  readonly centre: number;
  readonly logSpread: number;
}

/** What a fit is made from: the offers of one pool (one currency, tax and basis), in key order. */
export interface ModelInput {
  readonly factors: PayFactors;
  /** Natural log of pay a year, a point each. */
  readonly logPay: Float64Array;
}

/**
 * A fitted pay model (METHOD 2): a pure function of its input, same rows, same bits. Rows are those of the input.
 */
export interface PayModel {
  /** Cross-fitted centre of each row: predicted without the row's own fold, an employer's offers in one fold. */
  readonly mu: Float64Array;
  /** Cross-fitted spread of each row. */
  readonly spread: Float64Array;
  /** 1 where the pay is judged implausible (METHOD 1): such rows leave the cohorts. */
  readonly implausible: Uint8Array;
  /** Standard deviations pooled over the pool: between employers (tau) and of an offer within one (sigma). */
  readonly tau: number;
  readonly sigma: number;
  /** Mean log pay of the offers that are not implausible: where the waterfall starts. */
  readonly mean: number;
  /** All of it as plain data. */
  readonly snapshot: ModelSnapshot;
  predict(profile: CodedProfile): Prediction;
  /** The waterfall whose effects add up to `mu` less the pool's mean. */
  steps(profile: CodedProfile): readonly ModelStep[];
  /** How uncertain the way from rows to a profile is; weights of the rows add up to 1. */
  difference(profile: CodedProfile, rows: Uint32Array, weights: Float64Array): Difference;
  /** Var(cell effect | data) / Var(cell effect | parent): 1 when the cell's own offers say nothing. */
  borrowedShare(profile: CodedProfile): number;
}
