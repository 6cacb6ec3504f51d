import { DrawnSum } from './drawn-sum.js';
import { stepNumber, type AskState } from './ask-state.js';
import { Located } from './located.js';
import type { Difference } from './pay-model.js';

/** Which effects of one family two sides differ in, and by how much. A buffer: one for many questions. */
class Contrast {
  readonly #coefficients: Float64Array;
  readonly #touched: number[] = [];
  #unseen = 0;

  constructor(
    private readonly family: number,
    size: number,
  ) {
    this.#coefficients = new Float64Array(size);
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

  addTo(sum: DrawnSum): void {
    for (const code of this.#touched) sum.add(this.family, code, this.#coefficients[code]!);
    sum.addUnseen(this.family, this.#unseen);
  }

  clear(): void {
    for (const code of this.#touched) this.#coefficients[code] = 0;
    this.#touched.length = 0;
    this.#unseen = 0;
  }
}

/** Of more rows than these, evenly apart ones stand for all. */
const MOST_ROWS = 128;

/**
 * Posterior variances of a profile's mu, and of its log spread, less a weighted mean of rows'. Effects that both sides
 * share cancel. The employer is on neither side.
 */
export class DifferenceVariance {
  readonly #families: readonly { readonly number: number; readonly contrast: Contrast }[];
  readonly #located = new Located();
  readonly #centre: DrawnSum;
  readonly #logSpread: DrawnSum;

  constructor(private readonly state: AskState) {
    const { linear, draws, spread } = state.fit;
    const employer = stepNumber('employer');
    this.#families = state.coders
      .map((_, t) => ({ number: t, contrast: new Contrast(t, linear.effects[t]!.length) }))
      .filter(({ number }) => state.steps[number] !== employer);
    this.#centre = new DrawnSum(draws);
    this.#logSpread = new DrawnSum(spread.draws);
  }

  /**
   * @param located the profile's effects, by family
   * @param rows the rows that stand against it
   * @param weights of the rows, adding up to 1
   */
  of(located: readonly Located[], rows: Uint32Array, weights: Float64Array): Difference {
    for (const { number, contrast } of this.#families) contrast.add(located[number]!, 1);
    this.#subtract(rows, weights);
    for (const { contrast } of this.#families) {
      contrast.addTo(this.#centre);
      contrast.addTo(this.#logSpread);
      contrast.clear();
    }
    return { centre: this.#centre.take(), logSpread: this.#logSpread.take() };
  }

  #subtract(rows: Uint32Array, weights: Float64Array): void {
    const { canon, coders } = this.state;
    const step = Math.ceil(rows.length / MOST_ROWS);
    let total = 0;
    for (let k = 0; k < rows.length; k += step) total += weights[k]!;
    for (let k = 0; k < rows.length && total > 0; k += step) {
      const row = canon.readRow(rows[k]!);
      for (const { number, contrast } of this.#families) {
        coders[number]!.locate(row, 0, 0, this.#located);
        contrast.add(this.#located, -weights[k]! / total);
      }
    }
  }
}
