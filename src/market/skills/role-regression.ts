import { benjaminiHochberg } from '../../stats/benjamini-hochberg.js';
import { positiveInverse } from '../../stats/positive-inverse.js';
import type { NormalEquations } from '../../stats/random-intercepts.js';
import { studentTTail } from '../../stats/student-t.js';

/** An effect as the data alone have it, and its standard error. */
export interface UnshrunkEffect {
  readonly effect: number;
  readonly error: number;
}

/**
 * The equations of a role, solved. Every effect is random, with a variance of its own, so that any number of skills can
 * be told apart; an effect is unshrunk by taking that variance away again (Sherman and Morrison).
 */
export class RoleRegression {
  readonly #covariance: Float64Array;
  readonly #effects: Float64Array;
  /** The variance of an offer of weight 1, employers apart. */
  readonly noise: number;
  /** Offers less the effects they have to speak for. */
  readonly freedom: number;

  /** @param variances of the effects, by column, in units of the noise of one offer */
  constructor(
    private readonly equations: NormalEquations,
    private readonly variances: Float64Array,
    offers: number,
  ) {
    const { size, gram, right } = equations;
    const system = gram.slice();
    for (let a = 0; a < size; a++) system[a * size + a]! += 1 / variances[a]!;
    this.#covariance = positiveInverse(system, size);
    this.#effects = product(this.#covariance, right);
    this.freedom = offers - size + variances.reduce((sum, own, a) => sum + this.#variance([a]) / own, 0);
    this.noise = this.#noiseOf();
  }

  /** An effect, or the sum of several, with no prior of its own; the others keep theirs. */
  unshrunk(columns: readonly number[]): UnshrunkEffect {
    const variance = this.#variance(columns);
    const effect = columns.reduce((sum, column) => sum + this.#effects[column]!, 0);
    const own = columns.reduce((sum, column) => sum + this.variances[column]!, 0);
    // The part of the variance that the data leave; an effect that they say nothing of has none taken away.
    const left = Math.max(1e-9, 1 - variance / own);
    return { effect: effect / left, error: Math.sqrt((this.noise * variance) / left) };
  }

  #noiseOf(): number {
    const { right, squares } = this.equations;
    let [explained, shrinkage] = [0, 0];
    this.#effects.forEach((effect, a) => {
      explained += effect * right[a]!;
      shrinkage += (effect * effect) / this.variances[a]!;
    });
    return Math.max(1e-12, squares - explained - shrinkage) / Math.max(1, this.freedom);
  }

  #variance(columns: readonly number[]): number {
    const { size } = this.equations;
    let sum = 0;
    for (const a of columns) for (const b of columns) sum += this.#covariance[a * size + b]!;
    return sum;
  }
}

/** A skill's column, and the degrees of freedom of its test. */
export interface TestedColumn {
  readonly column: number;
  readonly freedom: number;
}

/** One that stands out may be anything. */
const LARGE_VARIANCE = 1;

/**
 * Variances of the skills' effects that the role's own offers suggest: effects that stand out are not shrunk, so that
 * what is theirs is not left to skills that come along, and say nothing of how much the others differ.
 *
 * @param first the equations solved with the variances given
 * @param least of the variance of the others
 * @param falseRate effects stand out by the rule by which they are stated
 */
export function ownVariances(
  first: RoleRegression,
  given: Float64Array,
  skills: readonly number[],
  tested: readonly TestedColumn[],
  least: number,
  falseRate: number,
): Float64Array {
  const effects = tested.map(({ column }) => first.unshrunk([column]));
  const standsOut = benjaminiHochberg(
    effects.map(({ effect, error }, i) => studentTTail(effect / error, tested[i]!.freedom)),
    falseRate,
  );
  const others = effects.filter((_, i) => standsOut[i] === 0);
  const squares = others.reduce((sum, { effect, error }) => sum + effect ** 2 - error ** 2, 0);
  const usual = Math.max(least, squares / Math.max(1, others.length));
  const variances = given.slice();
  for (const column of skills) variances[column] = usual / first.noise;
  tested.forEach(({ column }, i) => {
    if (standsOut[i] === 1) variances[column] = LARGE_VARIANCE / first.noise;
  });
  return variances;
}

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, a) => {
    let sum = 0;
    for (let b = 0; b < size; b++) sum += matrix[a * size + b]! * vector[b]!;
    return sum;
  });
}
