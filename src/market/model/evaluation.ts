import { binOf } from '../../stats/feature-binning.js';
import type { CanonicalRows } from './canonical-columns.js';
import type { FitState } from './fit-state.js';
import { horizonFactor } from './horizon.js';
import { Located } from './located.js';
import { spreadAt } from './spread.js';
import { stepFactors } from './terms.js';

/** What the model says of one profile, in parts. A buffer: one for many profiles. */
export class Evaluation {
  /** By family: which of its effects the profile has. */
  readonly located: readonly Located[];
  /** By family: its part of the linear prediction, stand-ins included. */
  readonly parts: Float64Array;
  /** By step: 1 where a stand-in speaks for the profile. */
  readonly open: Uint8Array;
  /** Posterior variance of the linear prediction. */
  variance = 0;
  linear = 0;
  remainder = 0;
  spread = 0;
  readonly #bins: Uint8Array;
  readonly #totals = new Float64Array(stepFactors.length);

  constructor(private readonly state: FitState) {
    this.located = state.design.terms.map(() => new Located());
    this.parts = new Float64Array(state.design.terms.length);
    this.open = new Uint8Array(stepFactors.length);
    this.#bins = new Uint8Array(state.features.kept.length + 1);
  }

  get mu(): number {
    return this.linear + this.remainder;
  }

  /** Evaluates one row of canonical codes. */
  evaluate(rows: CanonicalRows, row: number): void {
    const { state, parts, located } = this;
    const { terms } = state.design;
    let logSpread = state.spread.linear.intercept;
    for (let t = 0; t < terms.length; t++) {
      terms[t]!.locate(rows, row, state.horizon.trend, located[t]!);
      parts[t] = located[t]!.sum(state.linear.effects[t]!);
      logSpread += located[t]!.sum(state.spread.linear.effects[t]!);
    }
    const openVariance = this.#standIn(rows, row);
    this.variance = this.#posteriorVariance();
    this.linear = parts.reduce((sum, part) => sum + part, state.linear.intercept);
    const unnamed = this.linear - (state.employerTerm < 0 ? 0 : parts[state.employerTerm]!);
    state.features.binsOf(rows, row, parts, unnamed, this.#bins);
    this.#bins[this.#bins.length - 1] = binOf(state.spread.edges, logSpread);
    this.remainder = state.remainder.weight * state.remainder.forest.value(this.#bins);
    const own = spreadAt(logSpread + state.spread.forest.value(this.#bins) + state.spread.shift);
    this.spread = this.#widened(own, openVariance, rows, row);
  }

  /** Lets stand-ins speak where the profile does not; returns the variance that this leaves open. */
  #standIn(rows: CanonicalRows, row: number): number {
    const { state, parts, open, located } = this;
    if (!state.standIns.open(rows, row, open)) return 0;
    const { terms } = state.design;
    const totals = this.#totals.fill(0);
    for (let t = 0; t < terms.length; t++) totals[state.stepOfTerm[t]!]! += parts[t]!;
    const variance = state.standIns.expect(rows.groups.role[row]!, totals, open);
    for (let t = 0; t < terms.length; t++) {
      const step = state.stepOfTerm[t]!;
      if (open[step] === 0) continue;
      // Each family gets its usual part, and the step's first one what is expected beyond that.
      parts[t] = state.termMeans[t]!;
      totals[step]! -= parts[t]!;
      located[t]!.clear();
    }
    for (let t = terms.length - 1; t >= 0; t--) {
      const step = state.stepOfTerm[t]!;
      if (open[step] === 1 && state.stepOfTerm.indexOf(step) === t) parts[t]! += totals[step]!;
    }
    return variance;
  }

  /** The effects' variances add up: which errs on the wide side where one effect can stand for another. */
  #posteriorVariance(): number {
    const { variances, priors } = this.state.linear;
    let sum = 0;
    for (let t = 0; t < this.located.length; t++) sum += this.located[t]!.variance(variances[t]!, priors[t]!);
    return sum;
  }

  /** The spread of one offer: what is left open or hardly known is added, a named employer's difference taken out. */
  #widened(own: number, openVariance: number, rows: CanonicalRows, row: number): number {
    const { tau, sigma, horizon } = this.state;
    const named = rows.groups.employer[row]! > 0 && tau > 0;
    const within = named ? sigma ** 2 / (tau ** 2 + sigma ** 2) : 1;
    // The spread of the rows holds the variance that a usual profile's centre has.
    const unusual = Math.max(0, this.variance - this.state.usualVariance);
    return Math.sqrt(own ** 2 * within + openVariance + unusual) * horizonFactor(horizon, rows.days[row]!);
  }
}
