/** Nothing that is older than the day asked for by more half-lives than this weighs less still. */
const MOST_HALF_LIVES = 100;
/** Days that weights are remembered of. */
const REMEMBERED = 4096;

/** How much less an offer weighs for its age: half of it a half-life. */
export class Recency {
  readonly #weights: Float64Array;

  /** @param halfLife in days */
  constructor(readonly halfLife: number) {
    this.#weights = Float64Array.from({ length: REMEMBERED }, (_, age) => this.#of(age));
  }

  /** @param age in whole days, not negative */
  weight(age: number): number {
    return age < REMEMBERED ? this.#weights[age]! : this.#of(age);
  }

  #of(age: number): number {
    return 2 ** -Math.min(age / this.halfLife, MOST_HALF_LIVES);
  }
}

let last = new Recency(1);

/** The weights by a half-life; each offer of an answer asks for one, and they are of one half-life. */
export function recencyOf(halfLife: number): Recency {
  if (last.halfLife !== halfLife) last = new Recency(halfLife);
  return last;
}
