import { RegressionForest } from '../../stats/regression-forest.js';
import type { PayFactors } from '../columns.js';
import { Canon } from './canon.js';
import type { ModelSnapshot } from './model-snapshot.js';
import { termCoder, type TermCoder } from './term-coder.js';
import { stepFactors, terms, type StepFactor } from './terms.js';

/** A snapshot made ready to be asked. */
export interface AskState {
  readonly canon: Canon;
  readonly fit: ModelSnapshot;
  /** By family. */
  readonly coders: readonly TermCoder[];
  /** By family: the number of its step. */
  readonly steps: Uint8Array;
  readonly remainder: RegressionForest;
  readonly spread: RegressionForest;
}

/** The number of a step in the waterfall. */
export function stepNumber(step: StepFactor): number {
  return stepFactors.indexOf(step);
}

/** Makes a snapshot ready to be asked. */
export function askState(factors: PayFactors, fit: ModelSnapshot): AskState {
  const canon = new Canon(factors, fit.bands);
  const coders = fit.terms.map(({ number, codes }) =>
    termCoder(terms[number]!, codes, canon.sizes, fit.scales),
  );
  return {
    canon,
    fit,
    coders,
    steps: Uint8Array.from(coders, ({ term }) => stepNumber(term.step)),
    remainder: new RegressionForest(fit.remainder.forest),
    spread: new RegressionForest(fit.spread.forest),
  };
}
