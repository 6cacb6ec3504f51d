import type { PosteriorDraws } from '../../stats/posterior-draws.js';
import type { Located } from './located.js';

/** A weighted sum of effects, in each of the posterior's draws. A buffer: one for many sums. */
export class DrawnSum {
  readonly #sums: Float64Array;
  #unseen = 0;

  constructor(private readonly draws: PosteriorDraws) {
    this.#sums = new Float64Array(draws.count);
  }

  /** Adds `weight` x an effect. */
  add(family: number, effect: number, weight: number): void {
    const deviations = this.draws.deviations[family]!;
    const [sums, from] = [this.#sums, effect * this.#sums.length];
    for (let d = 0; d < sums.length; d++) sums[d]! += weight * deviations[from + d]!;
  }

  /** Adds some effects, each times what `weights` has at its place. */
  addMany(family: number, effects: readonly number[], weights: Float64Array): void {
    const deviations = this.draws.deviations[family]!;
    const sums = this.#sums;
    const draws = sums.length;
    for (let i = 0; i < effects.length; i++) {
      const effect = effects[i]!;
      const weight = weights[effect]!;
      const from = effect * draws;
      for (let d = 0; d < draws; d++) sums[d]! += weight * deviations[from + d]!;
    }
  }

  /** Adds effects that no offer had, `squares` the sum of their squared weights. */
  addUnseen(family: number, squares: number): void {
    this.#unseen += squares * this.draws.unseen[family]!;
  }

  /** Adds all that a profile has of a family. */
  addLocated(family: number, { count, codes, values, unseen }: Located): void {
    for (let k = 0; k < count; k++) this.add(family, codes[k]!, values[k]!);
    this.addUnseen(family, unseen);
  }

  /** The posterior variance of the sum; forgets it. */
  take(): number {
    let squares = 0;
    for (const sum of this.#sums) squares += sum * sum;
    const variance = squares / this.#sums.length + this.#unseen;
    this.#sums.fill(0);
    this.#unseen = 0;
    return variance;
  }
}
