import { randomNormal, seededRandom, type Random } from '../core/random.js';
import { CoordinateDescent } from './coordinate-descent.js';
import { RISE_DEVIATION } from './curve-effects.js';
import type { EffectFamily } from './effect-family.js';
import type { PooledFit } from './given-variances.js';

/** Draws of all effects of a partially pooled model from their joint posterior. */
export interface PosteriorDraws {
  /** How many draws. */
  readonly count: number;
  /** By family: by how much draw d of effect e is off its posterior mean, at `e x count + d`. */
  readonly deviations: readonly Float32Array[];
  /** By family: the variance of an effect that no row has, on average over the draws. */
  readonly unseen: readonly number[];
}

/** How draws are made. */
export interface DrawOptions {
  readonly count: number;
  /** Sweeps of the fit of each draw. */
  readonly sweeps: number;
  readonly seed: number;
  /** Whether prior variances are drawn too, as uncertain as their degrees of freedom leave them. */
  readonly drawPriors: boolean;
}

/** Effects drawn from the model, and what a fit finds of them in a response drawn with them. */
export interface DrawnFit {
  readonly priors: readonly number[];
  /** By family. */
  readonly drawn: readonly Float64Array[];
  readonly fitted: readonly Float64Array[];
}

/**
 * Draws effects and a response from the model, and fits the response, `count` times. Deterministic.
 *
 * @param noise standard deviation of the noise of each row
 */
export function* drawnFits(
  fit: PooledFit,
  noise: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  { count, sweeps, seed, drawPriors }: DrawOptions,
): Generator<DrawnFit> {
  const random = seededRandom(seed);
  const rest = { priors: fit.priors, drawn: families.map(({ size }) => new Float64Array(size)) };
  for (let first = 0; first < count; first += LANES) {
    const residual = new Float64Array(weights.length * LANES);
    const lanes = Array.from({ length: LANES }, (_, lane) => {
      if (first + lane >= count) return rest;
      const priors = fit.priors.map((prior, f) =>
        drawPriors ? drawPrior(prior, fit.freedoms[f]!, random) : prior,
      );
      const drawn = families.map((family, f) => drawEffects(family, priors[f]!, random));
      drawNoise(noise, weights, residual, lane, random);
      return { priors, drawn };
    });
    // Started from the truth, what is left to find is the posterior's width and no more.
    const starts = lanes.map(({ drawn }) => ({ intercept: 0, effects: drawn, priors: fit.priors }));
    const found = new CoordinateDescent(families, weights, residual, fit.noise, starts).run(sweeps);
    for (let lane = 0; lane < LANES && first + lane < count; lane++) {
      yield { ...lanes[lane]!, fitted: found[lane]!.effects };
    }
  }
}

/**
 * Draws effects from their joint posterior: effects and a response are drawn from the model, the response is fitted,
 * and by how much the fit misses is a draw from the posterior around its mean. What the rows do not tell apart, such
 * as a cell and the few employers it has, is off together. Deterministic. Cost: `count` fits.
 *
 * Source: Papandreou and Yuille, Gaussian sampling by local perturbations, NIPS 2010.
 *
 * @param noise standard deviation of the noise of each row
 */
export function posteriorDraws(
  fit: PooledFit,
  noise: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  options: DrawOptions,
): PosteriorDraws {
  const { count } = options;
  const deviations = families.map((family) => new Float32Array(family.size * count));
  const unseen = families.map(() => 0);
  let draw = 0;
  for (const { priors, drawn, fitted } of drawnFits(fit, noise, weights, families, options)) {
    priors.forEach((prior, f) => (unseen[f]! += prior / count));
    deviations.forEach((all, f) => {
      for (let e = 0; e < drawn[f]!.length; e++) all[e * count + draw] = fitted[f]![e]! - drawn[f]![e]!;
    });
    draw++;
  }
  return { count, deviations, unseen };
}

/** Draws are fitted four at a time, lanes without one at rest. */
const LANES = 4;

/** Draws what a lane's response is beside its effects. */
function drawNoise(
  noise: Float64Array,
  weights: Float64Array,
  residual: Float64Array,
  lane: number,
  random: Random,
): void {
  for (let row = 0; row < noise.length; row++)
    if (weights[row]! > 0) residual[row * LANES + lane] = noise[row]! * randomNormal(random);
}

/** Below this many degrees of freedom a variance has no mean. */
const LEAST_FREEDOM = 4;
/** With more than these it is known as well as it need be. */
const MOST_FREEDOM = 100;

/** A prior variance from its posterior, scaled inverse chi-squared. */
function drawPrior(prior: number, freedom: number, random: Random): number {
  const degrees = Math.max(LEAST_FREEDOM, Math.round(freedom));
  if (degrees > MOST_FREEDOM) return prior;
  let squares = 0;
  for (let k = 0; k < degrees; k++) squares += randomNormal(random) ** 2;
  return (prior * degrees) / squares;
}

/** Effects as the prior has them: independent, but of a curve, whose bends are. */
function drawEffects({ kind, size }: EffectFamily, prior: number, random: Random): Float64Array {
  const deviation = Math.sqrt(prior);
  const effects = new Float64Array(size);
  if (kind !== 'curve') return effects.map(() => deviation * randomNormal(random));
  // The rise of the line; what the bends add to it is theirs.
  effects[1] = (RISE_DEVIATION * randomNormal(random)) / (size - 1);
  for (let knot = 2; knot < size; knot++) {
    effects[knot] = 2 * effects[knot - 1]! - effects[knot - 2]! + deviation * randomNormal(random);
  }
  return effects;
}
