import { priorCount, priorProduct, type EffectFamily } from './effect-family.js';
import { fitGiven, residualOf, type PooledFit } from './given-variances.js';
import { drawnFits } from './posterior-draws.js';
import { nextPrior } from './variance-components.js';
import { weightedMean } from './weighted-mean.js';
import { weightedSquares } from './weighted-squares.js';

export interface PooledOptions {
  /** The most sweeps over all families; from a cold start about five times as many go into what variances are. */
  readonly sweeps: number;
  /** A fit to start from. With it the variances are taken as they are. */
  readonly start?: PooledFit;
}

/** Sweeps between two estimates of the variances. */
const SWEEPS_A_ROUND = 4;
/** Draws for an estimate of the variances, up to so many rows and beyond, and the sweeps of each. */
const DRAWS = { rows: 20_000, few: 8, many: 4, sweeps: 8 };
/** Of an effect's prior variance the data leave at least a thousandth open, so that precisions stay finite. */
const MOST_KNOWN = 0.999;
/** What draws tell is averaged over at most this many rounds. */
const MEMORY = 6;

/**
 * Fits y = intercept + sum of effects + noise, every family of effects partially pooled: its effects are draws from
 * N(0, prior), the prior variance estimated from the data (empirical Bayes) unless a fit to start from has it.
 * Deterministic. Cost: rows x families x sweeps.
 *
 * Variances maximise the marginal likelihood; how much the data know of the effects comes from draws of the model, so that
 * families that can stand in for each other, such as a role's cells and the role, share what is theirs.
 *
 * Source: Garcia-Cortes and others, Journal of Animal Breeding and Genetics 109 (1992), on REML with drawn data.
 *
 * @param weights of the rows, not negative; a row of weight 0 has no say. With no weight at all, everything is 0.
 */
export function fitPooled(
  y: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  { sweeps, start }: PooledOptions,
): PooledFit {
  if (start) return fitGiven(y, weights, families, start, sweeps);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cold = coldStart(y, weights, total, families);
  // Together, families of which nothing is known explain a quarter of what varies.
  const usual = cold.noise / (2 * Math.max(1, families.length));
  let fit = fitGiven(y, weights, families, cold, SWEEPS_A_ROUND);
  const precisions = new Float64Array(families.length);
  for (let round = 0; (round + 1) * SWEEPS_A_ROUND < sweeps && total > 0; round++) {
    learnPrecisions(fit, weights, families, round, precisions);
    const next = nextVariances(y, fit, weights, total, families, precisions, usual);
    fit = fitGiven(y, weights, families, next, SWEEPS_A_ROUND);
  }
  return fit;
}

/**
 * Learns by family, from draws, how much the data know: the precision of an effect if its prior said nothing. It hardly
 * depends on the prior, so that rounds can be averaged while priors still move; what shares of prior variances are left
 * open cannot: of a prior that falls they would say that the data know more than they do, and it would fall on to 0.
 */
function learnPrecisions(
  fit: PooledFit,
  weights: Float64Array,
  families: readonly EffectFamily[],
  round: number,
  precisions: Float64Array,
): void {
  const noise = new Float64Array(weights.length).fill(Math.sqrt(fit.noise));
  const count = weights.length <= DRAWS.rows ? DRAWS.few : DRAWS.many;
  const options = { count, sweeps: DRAWS.sweeps, seed: round, drawPriors: false };
  const [together, alone] = [new Float64Array(families.length), new Float64Array(families.length)];
  for (const { drawn, fitted } of drawnFits(fit, noise, weights, families, options)) {
    families.forEach((family, f) => {
      together[f]! += priorProduct(family, drawn[f]!, fitted[f]!);
      alone[f]! += priorProduct(family, drawn[f]!, drawn[f]!);
    });
  }
  const say = 1 / Math.min(round + 1, MEMORY);
  fit.priors.forEach((prior, f) => {
    // How steeply what is found rises with what there is: the share that the data know, by chance outside 0 to 1.
    const known = Math.min(MOST_KNOWN, together[f]! / Math.max(Number.MIN_VALUE, alone[f]!));
    precisions[f]! += say * (known / (1 - known) / prior - precisions[f]!);
  });
}

/** The variances that the effects speak for, and how much the data know of them. */
function nextVariances(
  y: Float64Array,
  fit: PooledFit,
  weights: Float64Array,
  total: number,
  families: readonly EffectFamily[],
  precisions: Float64Array,
  usual: number,
): PooledFit {
  const freedoms = families.map((family, f) => {
    const open = 1 / (1 + Math.max(0, precisions[f]!) * fit.priors[f]!);
    return priorCount(family) * (1 - open);
  });
  const priors = families.map((family, f) => {
    const [prior, count, freedom] = [fit.priors[f]!, priorCount(family), freedoms[f]!];
    const squares = priorProduct(family, fit.effects[f]!, fit.effects[f]!);
    return nextPrior({ squares, count, freedom }, prior, usual);
  });
  // A curve's height and slope are free beside its bends.
  const used = freedoms.reduce((sum, own, f) => sum + own + (families[f]!.kind === 'curve' ? 2 : 0), 1);
  return { ...fit, priors, freedoms, noise: noiseOf(residualOf(y, fit, families), weights, total - used) };
}

function coldStart(
  y: Float64Array,
  weights: Float64Array,
  total: number,
  families: readonly EffectFamily[],
): PooledFit {
  const intercept = weightedMean(y, weights);
  const variance = noiseOf(
    y.map((value) => value - intercept),
    weights,
    total,
  );
  const priors = families.map(() => variance / families.length);
  const freedoms = families.map(() => 0);
  return { intercept, effects: [], variances: [], priors, freedoms, noise: variance / 2 };
}

/** Pay that does not vary at all has no noise; this much keeps the equations finite. */
const LEAST_NOISE = 1e-8;

function noiseOf(residual: Float64Array, weights: Float64Array, freedom: number): number {
  return Math.max(LEAST_NOISE, weightedSquares(residual, weights) / Math.max(1, freedom));
}
