import { stepNumber, type AskState } from './ask-state.js';
import { DrawnSum } from './drawn-sum.js';
import { UNSEEN, type Located, type WeightedEffects } from './located.js';
import type { Difference } from './pay-model.js';

/** Which effects of one family two sides differ in, and by how much. A buffer: one for many questions. */
class Contrast implements WeightedEffects {
  readonly #coefficients: Float64Array;
  readonly #seen: Uint8Array;
  readonly #touched: number[] = [];
  #unseen = 0;

  constructor(
    private readonly family: number,
    size: number,
  ) {
    this.#coefficients = new Float64Array(size);
    this.#seen = new Uint8Array(size);
  }

  add(code: number, value: number): void {
    if (code === UNSEEN) this.#unseen += value * value;
    if (code < 0) return;
    if (this.#seen[code] === 0) {
      this.#seen[code] = 1;
      this.#touched.push(code);
    }
    this.#coefficients[code]! += value;
  }

  addLocated({ count, codes, values, unseen }: Located): void {
    for (let k = 0; k < count; k++) this.add(codes[k]!, values[k]!);
    this.#unseen += unseen;
  }

  /** Adds the difference to sums over the draws, and forgets it. */
  moveTo(sums: readonly DrawnSum[]): void {
    for (const sum of sums) {
      sum.addMany(this.family, this.#touched, this.#coefficients);
      sum.addUnseen(this.family, this.#unseen);
    }
    for (const code of this.#touched) this.#coefficients[code] = this.#seen[code] = 0;
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
  readonly #centre: DrawnSum;
  readonly #logSpread: DrawnSum;
  readonly #rows = new Uint32Array(MOST_ROWS);
  readonly #weights = new Float64Array(MOST_ROWS);

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
    const { canon, coders } = this.state;
    const count = this.#pick(rows, weights);
    const picked = canon.readRows(this.#rows.subarray(0, count));
    const sums = [this.#centre, this.#logSpread];
    for (const { number, contrast } of this.#families) {
      contrast.addLocated(located[number]!);
      coders[number]!.addAll(picked, this.#weights, contrast);
      contrast.moveTo(sums);
    }
    return { centre: this.#centre.take(), logSpread: this.#logSpread.take() };
  }

  /** Takes the rows that stand for all, their weights adding up to -1; tells how many. */
  #pick(rows: Uint32Array, weights: Float64Array): number {
    const step = Math.ceil(rows.length / MOST_ROWS);
    let [count, total] = [0, 0];
    for (let k = 0; k < rows.length; k += step) {
      this.#rows[count] = rows[k]!;
      this.#weights[count++] = -weights[k]!;
      total += weights[k]!;
    }
    if (total <= 0) return 0;
    for (let i = 0; i < count; i++) this.#weights[i]! /= total;
    return count;
  }
}
