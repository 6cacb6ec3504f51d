import { stepNumber, type AskState } from './ask-state.js';
import { Located } from './located.js';

/** Which effects of one family two sides differ in, and by how much. A buffer: one for many questions. */
class Contrast {
  readonly #coefficients: Float64Array;
  readonly #touched: number[] = [];
  #unseen = 0;

  constructor(
    private readonly variances: Float64Array,
    private readonly prior: number,
  ) {
    this.#coefficients = new Float64Array(variances.length);
  }

  /** Adds `weight` x a row's effects. */
  add({ count, codes, values, unseen }: Located, weight: number): void {
    for (let k = 0; k < count; k++) {
      const code = codes[k]!;
      if (this.#coefficients[code] === 0) this.#touched.push(code);
      this.#coefficients[code]! += weight * values[k]!;
    }
    this.#unseen += unseen * weight * weight;
  }

  /** The variance of the contrast; forgets it. */
  take(): number {
    let variance = this.#unseen * this.prior;
    for (const code of this.#touched) {
      variance += this.#coefficients[code]! ** 2 * this.variances[code]!;
      this.#coefficients[code] = 0;
    }
    this.#touched.length = 0;
    this.#unseen = 0;
    return variance;
  }
}

/** Families whose effects differ by less than a standard deviation of .001 do not matter. */
const NEGLIGIBLE = 1e-6;
/** Of more rows than these, evenly apart ones stand for all. */
const MOST_ROWS = 128;

/**
 * Posterior variance of a profile's mu less a weighted mean of rows' mu. Effects that both sides share cancel; the
 * others count as independent of each other given the data, which simulation finds within a few percent of the exact
 * posterior. The employer is on neither side.
 */
export class DifferenceVariance {
  readonly #terms: readonly { readonly number: number; readonly contrast: Contrast }[];
  readonly #located = new Located();

  constructor(private readonly state: AskState) {
    const { variances, priors } = state.fit.linear;
    const employer = stepNumber('employer');
    this.#terms = state.coders
      .map((_, t) => ({ number: t, contrast: new Contrast(variances[t]!, priors[t]!) }))
      .filter(({ number }) => state.steps[number] !== employer && priors[number]! >= NEGLIGIBLE);
  }

  /**
   * @param located the profile's effects, by family
   * @param rows the rows that stand against it
   * @param weights of the rows, adding up to 1
   */
  of(located: readonly Located[], rows: Uint32Array, weights: Float64Array): number {
    const { canon, coders } = this.state;
    for (const { number, contrast } of this.#terms) contrast.add(located[number]!, 1);
    const step = Math.ceil(rows.length / MOST_ROWS);
    let total = 0;
    for (let k = 0; k < rows.length; k += step) total += weights[k]!;
    for (let k = 0; k < rows.length && total > 0; k += step) {
      const row = canon.readRow(rows[k]!);
      for (const { number, contrast } of this.#terms) {
        coders[number]!.locate(row, 0, 0, this.#located);
        contrast.add(this.#located, -weights[k]! / total);
      }
    }
    return this.#terms.reduce((sum, { contrast }) => sum + contrast.take(), 0);
  }
}
