import type { EffectBlock } from './effect-block.js';
import { addEffects, blockOf, type EffectFamily } from './effect-family.js';
import { Extrapolation } from './extrapolation.js';
import { inLanes, laneMeans, laneOf, laneSquares, shiftLanes, type Lanes } from './lanes.js';

/** A sweep that moves no effect by more than this share of the noise's standard deviation is the last. */
const TOLERANCE = 1e-4;
/** A family whose effects have a standard deviation below .001 takes part in one sweep only. */
const NEGLIGIBLE_PRIOR = 1e-6;
/** Sweeps that are made in any case. */
const LEAST_SWEEPS = 3;
/** A jump that raises the sum of squared residuals by more than this part has left the way. */
const MOST_WORSENED = 0.1;

/** What a lane's fit is given. */
export interface LaneStart {
  readonly intercept: number;
  /** By family; where the effects start, at 0 without them. */
  readonly effects: readonly Float64Array[];
  /** By family. */
  readonly priors: readonly number[];
}

/** What a lane's fit has found. */
export interface LaneFit {
  readonly intercept: number;
  readonly effects: readonly Float64Array[];
  readonly variances: readonly Float64Array[];
}

/**
 * Fits effects given their prior variances and the noise, one fit a lane, to the same rows: cyclic coordinate descent,
 * a family at a time. What a lane finds does not depend on the others. Cost: rows x families x sweeps.
 */
export class CoordinateDescent {
  readonly #blocks: readonly EffectBlock[];
  readonly #lanes: Lanes;
  readonly #intercepts: Float64Array;
  readonly #extrapolations: readonly Extrapolation[];
  /** By lane: 0 where it has come to rest. */
  readonly #moving: Uint8Array;

  /**
   * @param residual by row and lane: the response less what the starts say; kept in step
   * @param noise variance of a row of weight 1
   */
  constructor(
    private readonly families: readonly EffectFamily[],
    private readonly weights: Float64Array,
    private readonly residual: Float64Array,
    private readonly noise: number,
    private readonly starts: readonly LaneStart[],
  ) {
    this.#lanes = starts.length === 1 ? 1 : 4;
    this.#blocks = families.map((family) => blockOf(family, weights, this.#lanes));
    this.#blocks.forEach(({ effects }, f) => {
      if (starts[0]!.effects.length > 0) effects.set(inLanes(starts.map((start) => start.effects[f]!)));
    });
    this.#intercepts = Float64Array.from(starts, ({ intercept }) => intercept);
    this.#extrapolations = starts.map(() => new Extrapolation());
    this.#moving = new Uint8Array(starts.length).fill(1);
  }

  /** Makes at most so many sweeps over all families. With no weight at all, nothing moves. */
  run(sweeps: number): readonly LaneFit[] {
    const weighed = this.weights.some((weight) => weight > 0);
    for (let sweep = 0; sweep < sweeps && weighed; sweep++) {
      const moved = this.#sweep(sweep);
      moved.forEach((most, d) => {
        if (sweep >= LEAST_SWEEPS && most < TOLERANCE * Math.sqrt(this.noise)) this.#moving[d] = 0;
      });
      if (!this.#moving.includes(1)) break;
      this.#jump();
    }
    // Last, so that residuals have mean 0 and the parts of a prediction add up to the mean of the response.
    const rest = laneMeans(this.residual, this.weights, this.#lanes);
    return this.starts.map((_, d) => ({
      intercept: this.#intercepts[d]! + rest[d]!,
      effects: this.#blocks.map(({ effects }) => laneOf(effects, this.#lanes, d)),
      variances: this.#blocks.map(({ variances }) => laneOf(variances, this.#lanes, d)),
    }));
  }

  /** Brings the intercepts and all families up to date; tells by lane how far it moved at most. */
  #sweep(sweep: number): Float64Array {
    const shifts = laneMeans(this.residual, this.weights, this.#lanes);
    shifts.forEach((shift, d) => {
      if (this.#moving[d] === 0) shifts[d] = 0;
      else this.#intercepts[d]! += shift;
    });
    shiftLanes(this.residual, shifts);
    const moved = shifts.map(Math.abs);
    this.#blocks.forEach((block, f) => {
      const priors = Float64Array.from(this.starts, (start, d) => {
        const prior = start.priors[f]!;
        return this.#moving[d] === 0 || (sweep > 0 && prior < NEGLIGIBLE_PRIOR) ? 0 : prior;
      });
      if (priors.some((prior) => prior > 0)) block.update(this.residual, this.noise, priors, moved);
    });
    return moved;
  }

  /** Goes where the last sweeps lead, in the lanes whose fit there is not worse. */
  #jump(): void {
    const here = joined(this.#blocks.map(({ effects }) => effects));
    const ahead = this.#extrapolations.map((extrapolation, d) =>
      this.#moving[d] === 0 ? null : extrapolation.next(laneOf(here, this.#lanes, d).slice()),
    );
    if (ahead.every((lane) => lane === null)) return;
    const before = laneSquares(this.residual, this.weights, this.#lanes);
    this.#moveTo(withLanes(here, ahead));
    const after = laneSquares(this.residual, this.weights, this.#lanes);
    const worse = after.map((squares, d) => Number(squares > before[d]! * (1 + MOST_WORSENED)));
    if (!worse.includes(1)) return;
    this.#moveTo(
      withLanes(
        here,
        ahead.map((lane, d) => (worse[d] === 1 ? null : lane)),
      ),
    );
  }

  /** Sets all effects and keeps the residual in step. */
  #moveTo(state: Float64Array): void {
    let at = 0;
    this.#blocks.forEach(({ effects }, f) => {
      const target = state.subarray(at, at + effects.length);
      const change = target.map((value, i) => value - effects[i]!);
      addEffects(this.families[f]!, change, this.residual, -1, this.#lanes);
      effects.set(target);
      at += effects.length;
    });
  }
}

/** All effects in a row. */
function joined(effects: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(effects.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of effects) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Numbers with some lanes replaced. */
function withLanes(values: Float64Array, lanes: readonly (Float64Array | null)[]): Float64Array {
  const all = values.slice();
  lanes.forEach((lane, d) => {
    lane?.forEach((value, i) => (all[i * lanes.length + d] = value));
  });
  return all;
}
