import { binOf } from '../../stats/feature-binning.js';
import { stepNumber, type AskState } from './ask-state.js';
import type { CanonicalRows } from './canonical-rows.js';
import { writeBins } from './feature-layout.js';
import { horizonFactor } from './horizon.js';
import { Located } from './located.js';
import { spreadAt } from './spread.js';
import { expectOpen, markOpen } from './stand-ins.js';
import { stepFactors } from './terms.js';

/** What the model says of one profile, in parts. A buffer: one for many profiles. */
export class Evaluation {
  /** By family: which of its effects the profile has. */
  readonly located: readonly Located[];
  /** By family: its part of the linear prediction, stand-ins included. */
  readonly parts: Float64Array;
  /** By step: 1 where a stand-in speaks for the profile. */
  readonly open = new Uint8Array(stepFactors.length);
  linear = 0;
  remainder = 0;
  spread = 0;
  readonly #bins: Uint8Array;
  readonly #totals = new Float64Array(stepFactors.length);
  readonly #employer: number;

  constructor(private readonly state: AskState) {
    this.located = state.coders.map(() => new Located());
    this.parts = new Float64Array(state.coders.length);
    this.#bins = new Uint8Array(state.fit.features.kept.length + 1);
    this.#employer = state.steps.indexOf(stepNumber('employer'));
  }

  get mu(): number {
    return this.linear + this.remainder;
  }

  /** Evaluates one row of canonical codes. */
  evaluate(rows: CanonicalRows, row: number): void {
    const { parts, located } = this;
    const { coders, fit, remainder, spread } = this.state;
    let logSpread = fit.spread.linear.intercept;
    for (let t = 0; t < coders.length; t++) {
      coders[t]!.locate(rows, row, fit.horizon.trend, located[t]!);
      parts[t] = located[t]!.sum(fit.linear.effects[t]!);
      logSpread += located[t]!.sum(fit.spread.linear.effects[t]!);
    }
    const openVariance = this.#standIn(rows, row);
    this.linear = parts.reduce((sum, part) => sum + part, fit.linear.intercept);
    const unnamed = this.linear - (parts[this.#employer] ?? 0);
    writeBins(fit.features, rows, row, parts, unnamed, this.#bins);
    this.#bins[this.#bins.length - 1] = binOf(fit.spread.edges, logSpread);
    this.remainder = fit.remainder.weight * remainder.value(this.#bins);
    const own = spreadAt(logSpread + spread.value(this.#bins), fit.spread);
    this.spread = this.#widened(own, openVariance, rows, row);
  }

  /** Lets stand-ins speak where the profile does not; returns the variance that this leaves open. */
  #standIn(rows: CanonicalRows, row: number): number {
    const { parts, open, located } = this;
    const { fit, steps } = this.state;
    if (!markOpen(fit.standIn, rows, row, open)) return 0;
    const totals = this.#totals.fill(0);
    for (let t = 0; t < parts.length; t++) totals[steps[t]!]! += parts[t]!;
    const variance = expectOpen(fit.moments, rows.groups.role[row]!, totals, open);
    for (let t = 0; t < parts.length; t++) {
      if (open[steps[t]!] === 0) continue;
      parts[t] = fit.termMeans[t]!;
      totals[steps[t]!]! -= parts[t]!;
      located[t]!.clear();
    }
    // Each family of an open step has its usual part; what is expected beyond that goes to the first one.
    for (let step = 0; step < open.length; step++) {
      if (open[step] === 1) parts[steps.indexOf(step)]! += totals[step]!;
    }
    return variance;
  }

  /** The effects' variances add up: exact where they are far apart, close where one is part of another. */
  #posteriorVariance(): number {
    const { variances, priors } = this.state.fit.linear;
    let sum = 0;
    for (let t = 0; t < this.located.length; t++) sum += this.located[t]!.variance(variances[t]!, priors[t]!);
    return sum;
  }

  /** The spread of one offer: what is left open or hardly known is added, a named employer's difference taken out. */
  #widened(own: number, openVariance: number, rows: CanonicalRows, row: number): number {
    const { tau, sigma, horizon, usualVariance } = this.state.fit;
    const named = rows.groups.employer[row]! > 0 && tau > 0;
    const within = named ? sigma ** 2 / (tau ** 2 + sigma ** 2) : 1;
    // The spread of the rows holds the variance that a usual profile's centre has.
    const unusual = Math.max(0, this.#posteriorVariance() - usualVariance);
    return Math.sqrt(own ** 2 * within + openVariance + unusual) * horizonFactor(horizon, rows.days[row]!);
  }
}
