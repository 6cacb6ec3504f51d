import type { PayFactors } from '../columns.js';
import type { CanonicalRows } from './canonical-rows.js';
import { askState, type AskState } from './ask-state.js';
import { CellCounts } from './cell-counts.js';
import { DifferenceVariance } from './difference-variance.js';
import { Evaluation } from './evaluation.js';
import type { ModelSnapshot } from './model-snapshot.js';
import type { CodedProfile, Difference, ModelStep, PayModel, Prediction } from './pay-model.js';
import { waterfall } from './waterfall.js';

/** The pay model of a pool, ready to be asked. */
export class FittedPayModel implements PayModel {
  readonly #state: AskState;
  readonly #evaluation: Evaluation;
  /** What it holds. */
  #evaluated: CodedProfile | undefined;
  readonly #difference: DifferenceVariance;
  readonly #cells: CellCounts;
  /** The variance between cells over the noise of one offer. */
  readonly #signal: number;

  /**
   * @param factors the columns that the snapshot was learnt from
   */
  constructor(
    factors: PayFactors,
    readonly snapshot: ModelSnapshot,
  ) {
    this.#state = askState(factors, snapshot);
    this.#evaluation = new Evaluation(this.#state);
    this.#difference = new DifferenceVariance(this.#state);
    this.#cells = new CellCounts(snapshot.cells, this.#state.canon.sizes);
    this.#signal = varianceOfRoles(this.#state) / snapshot.linear.noise;
  }

  get mu(): Float64Array {
    return this.snapshot.mu;
  }

  get spread(): Float64Array {
    return this.snapshot.spreads;
  }

  get implausible(): Uint8Array {
    return this.snapshot.implausible;
  }

  get mean(): number {
    return this.snapshot.mean;
  }

  get tau(): number {
    return this.snapshot.tau;
  }

  get sigma(): number {
    return this.snapshot.sigma;
  }

  predict(profile: CodedProfile): Prediction {
    this.#evaluate(profile);
    return { mu: this.#evaluation.mu, spread: this.#evaluation.spread };
  }

  steps(profile: CodedProfile): readonly ModelStep[] {
    const row = this.#evaluate(profile);
    return waterfall(this.#state, this.#evaluation, row);
  }

  difference(profile: CodedProfile, rows: Uint32Array, weights: Float64Array): Difference {
    this.#evaluate(profile);
    return this.#difference.of(this.#evaluation.located, rows, weights);
  }

  /** Evaluates a profile; one answer asks several things of the same. */
  #evaluate(profile: CodedProfile): CanonicalRows {
    const row = this.#state.canon.readProfile(profile);
    if (this.#evaluated !== profile) this.#evaluation.evaluate(row, 0);
    this.#evaluated = profile;
    return row;
  }

  /** 1 / (1 + n x prior / noise): n the cell's own offers, prior the variance of all that is the role's own. */
  borrowedShare(profile: CodedProfile): number {
    const own = this.#cells.of(this.#state.canon.readProfile(profile), 0);
    return 1 / (1 + own * this.#signal);
  }
}

/** The variance of all effects that belong to a role: its words', its own, and those of its cells. */
function varianceOfRoles({ coders, fit }: AskState): number {
  return coders.reduce((sum, { term }, t) => {
    const ofRoles = term.kind === 'cells' ? !term.slope && term.by[0] === 'role' : term.step === 'role';
    return ofRoles ? sum + fit.linear.priors[t]! : sum;
  }, 0);
}
