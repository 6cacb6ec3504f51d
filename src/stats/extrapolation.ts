/** A longer step than this would follow noise. */
const LONGEST_STEP = 32;

/**
 * Speeds up an iteration that creeps along few directions: from three states in a row it jumps to where they lead, and
 * leaves the rest to the iteration.
 *
 * Source: Varadhan and Roland, Scandinavian Journal of Statistics 35 (2008), scheme S3.
 */
export class Extrapolation {
  readonly #states: Float64Array[] = [];

  /**
   * Told of the state after each iteration.
   *
   * @returns the state to go on from: a new one after every third, else null
   */
  next(state: Float64Array): Float64Array | null {
    if (this.#states.push(state) < 3) return null;
    const [first, second, third] = this.#states.splice(0) as [Float64Array, Float64Array, Float64Array];
    let [steps, bends] = [0, 0];
    for (let i = 0; i < first.length; i++) {
      const step = second[i]! - first[i]!;
      const bend = third[i]! - second[i]! - step;
      steps += step * step;
      bends += bend * bend;
    }
    const length = bends > 0 ? Math.min(LONGEST_STEP, Math.sqrt(steps / bends)) : 1;
    if (length <= 1) return null;
    return first.map((value, i) => {
      const step = second[i]! - value;
      return value + 2 * length * step + length * length * (third[i]! - second[i]! - step);
    });
  }
}
