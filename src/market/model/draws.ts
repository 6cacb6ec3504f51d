import type { PooledFit } from '../../stats/given-variances.js';
import { posteriorDraws, type DrawOptions, type PosteriorDraws } from '../../stats/posterior-draws.js';
import { employerVariance, type Design } from './design.js';
import { forAllTerms, spreadFamilies } from './spread-terms.js';

/** Draws for pools of up to so many rows: of large ones less is unknown, and each draw costs a fit. */
const DRAWS = [
  { rows: 50_000, count: 24, sweeps: 6 },
  { rows: 300_000, count: 16, sweeps: 6 },
  { rows: Infinity, count: 12, sweeps: 4 },
];
const SEED = 20_240_301;

function optionsFor(rows: number): DrawOptions {
  const { count, sweeps } = DRAWS.find((size) => rows <= size.rows)!;
  return { count, sweeps, seed: SEED, drawPriors: true };
}

/**
 * What is not known of the effects on the centre.
 *
 * @param spreads of the rows; what an employer pays differently is part of them, and no noise
 */
export function drawCentre(
  design: Design,
  fit: PooledFit,
  weights: Float64Array,
  spreads: Float64Array,
): PosteriorDraws {
  const within = Math.sqrt(fit.noise / (fit.noise + employerVariance(design, fit.priors)));
  const noise = spreads.map((spread) => within * spread);
  const families = design.terms.map(({ family }) => family);
  return posteriorDraws(fit, noise, weights, families, optionsFor(weights.length));
}

/** What is not known of the effects on the log spread, by family of the design. */
export function drawLogSpread(design: Design, fit: PooledFit, weights: Float64Array): PosteriorDraws {
  const options = optionsFor(weights.length);
  const noise = new Float64Array(weights.length).fill(Math.sqrt(fit.noise));
  const draws = posteriorDraws(fit, noise, weights, spreadFamilies(design), options);
  const none = (size: number): Float32Array => new Float32Array(size * options.count);
  return {
    count: draws.count,
    deviations: forAllTerms(design, draws.deviations, none),
    unseen: forAllTerms(design, draws.unseen, () => 0),
  };
}
