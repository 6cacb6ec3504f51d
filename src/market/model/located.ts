/** The code of an effect that a row has but no offer had: nothing is known of it but its family's prior. */
export const UNSEEN = -2;

/** Told of effects and by what each is multiplied; the code -1 stands for none. */
export interface WeightedEffects {
  add(code: number, value: number): void;
}

/** Which effects of a family a row has, and by what each is multiplied. A buffer: one for many rows. */
export class Located implements WeightedEffects {
  count = 0;
  codes = new Int32Array(8);
  values = new Float64Array(8);
  /** Sum of squared values of effects that no offer had. */
  unseen = 0;

  clear(): void {
    this.count = 0;
    this.unseen = 0;
  }

  add(code: number, value: number): void {
    if (code === UNSEEN) this.unseen += value * value;
    if (code < 0 || value === 0) return;
    if (this.count === this.codes.length) this.#grow();
    this.codes[this.count] = code;
    this.values[this.count++] = value;
  }

  /** The row's part of the prediction. */
  sum(effects: Float64Array): number {
    let sum = 0;
    for (let k = 0; k < this.count; k++) sum += effects[this.codes[k]!]! * this.values[k]!;
    return sum;
  }

  /** The variance of the row's part, given that of each effect and of one that no offer had. */
  variance(variances: Float64Array, prior: number): number {
    let sum = this.unseen * prior;
    for (let k = 0; k < this.count; k++) sum += variances[this.codes[k]!]! * this.values[k]! ** 2;
    return sum;
  }

  #grow(): void {
    const [codes, values] = [new Int32Array(2 * this.count), new Float64Array(2 * this.count)];
    codes.set(this.codes);
    values.set(this.values);
    this.codes = codes;
    this.values = values;
  }
}
