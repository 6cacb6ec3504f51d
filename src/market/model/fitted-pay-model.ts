import { CellCounts } from './cell-counts.js';
import { DifferenceVariance } from './difference-variance.js';
import { Evaluation } from './evaluation.js';
import type { FitState } from './fit-state.js';
import type { CodedProfile, ModelStep, PayModel, Prediction } from './pay-model.js';
import { waterfall } from './waterfall.js';

/** What the fit says of each row, cross-fitted. */
export interface RowFit {
  readonly mu: Float64Array;
  readonly spread: Float64Array;
  readonly implausible: Uint8Array;
}

/** The pay model of a pool, ready to be asked. */
export class FittedPayModel implements PayModel {
  readonly mu: Float64Array;
  readonly spread: Float64Array;
  readonly implausible: Uint8Array;
  readonly mean: number;
  readonly tau: number;
  readonly sigma: number;
  readonly #evaluation: Evaluation;
  readonly #difference: DifferenceVariance;
  readonly #cells: CellCounts;

  constructor(
    private readonly state: FitState,
    rowFit: RowFit,
  ) {
    this.mu = rowFit.mu;
    this.spread = rowFit.spread;
    this.implausible = rowFit.implausible;
    this.mean = state.mean;
    this.tau = state.tau;
    this.sigma = state.sigma;
    this.#evaluation = new Evaluation(state);
    this.#difference = new DifferenceVariance(state);
    this.#cells = new CellCounts(state);
  }

  predict(profile: CodedProfile): Prediction {
    this.#evaluation.evaluate(this.state.canon.profile(profile), 0);
    return { mu: this.#evaluation.mu, spread: this.#evaluation.spread };
  }

  steps(profile: CodedProfile): readonly ModelStep[] {
    const row = this.state.canon.profile(profile);
    this.#evaluation.evaluate(row, 0);
    return waterfall(this.state, this.#evaluation, row);
  }

  differenceVariance(profile: CodedProfile, rows: Uint32Array, weights: Float64Array): number {
    this.#evaluation.evaluate(this.state.canon.profile(profile), 0);
    return this.#difference.of(this.#evaluation.located, rows, weights);
  }

  borrowedShare(profile: CodedProfile): number {
    return this.#cells.borrowedShare(this.state.canon.profile(profile));
  }
}
