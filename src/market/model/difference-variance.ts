import type { DesignTerm } from './design.js';
import type { FitState } from './fit-state.js';
import type { Located } from './located.js';

/** Which effects of one family two sides differ in, and by how much. A buffer: one for many questions. */
class Contrast {
  readonly #coefficients: Float64Array;
  readonly #touched: number[] = [];

  constructor(
    private readonly term: DesignTerm,
    private readonly variances: Float64Array,
  ) {
    this.#coefficients = new Float64Array(term.family.size);
  }

  add(effect: number, value: number): void {
    if (effect < 0) return;
    if (this.#coefficients[effect] === 0) this.#touched.push(effect);
    this.#coefficients[effect]! += value;
  }

  addRow(row: number, weight: number): void {
    const { family, lists } = this.term;
    if (family.kind === 'grouped') {
      this.add(family.codes[row]!, weight * (family.covariate ? family.covariate[row]! : 1));
    } else if (family.kind === 'curve') {
      const segment = family.segments[row]!;
      if (segment < 0) return;
      this.add(segment, weight * (1 - family.fractions[row]!));
      this.add(segment + 1, weight * family.fractions[row]!);
    } else if (lists) {
      for (let k = lists.ends[row]!; k < lists.ends[row + 1]!; k++) this.add(lists.members[k]!, weight);
    }
  }

  /** The variance of the contrast; forgets it. */
  take(): number {
    let variance = 0;
    for (const effect of this.#touched) {
      variance += this.#coefficients[effect]! ** 2 * this.variances[effect]!;
      this.#coefficients[effect] = 0;
    }
    this.#touched.length = 0;
    return variance;
  }
}

/**
 * Posterior variance of a profile's mu less a weighted mean of rows' mu. Effects that both sides share cancel; the
 * others count as independent of each other, which errs on the wide side where one effect can stand for another (a
 * role and its only word). The employer is on neither side.
 */
export class DifferenceVariance {
  readonly #contrasts: readonly { readonly term: number; readonly contrast: Contrast }[];
  readonly #priors: readonly number[];

  constructor(state: FitState) {
    this.#priors = state.linear.priors;
    this.#contrasts = state.design.terms
      .map((term, t) => ({
        term: t,
        step: term.term.step,
        contrast: new Contrast(term, state.linear.variances[t]!),
      }))
      .filter(({ step }) => step !== 'employer');
  }

  /**
   * @param located the profile's effects, by family
   * @param rows the rows that stand against it
   * @param weights of the rows, adding up to 1
   */
  of(located: readonly Located[], rows: Uint32Array, weights: Float64Array): number {
    let variance = 0;
    for (const { term, contrast } of this.#contrasts) {
      const { count, codes, values, unseen } = located[term]!;
      for (let k = 0; k < count; k++) contrast.add(codes[k]!, values[k]!);
      for (let k = 0; k < rows.length; k++) contrast.addRow(rows[k]!, -weights[k]!);
      variance += contrast.take() + unseen * this.#priors[term]!;
    }
    return variance;
  }
}
