import type { PooledFit } from '../../stats/given-variances.js';
import { posteriorDraws, type DrawOptions, type PosteriorDraws } from '../../stats/posterior-draws.js';
import { isEmployer, type Design } from './design.js';
import { spreadFamilies } from './spread-terms.js';

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
  { terms }: Design,
  fit: PooledFit,
  weights: Float64Array,
  spreads: Float64Array,
): PosteriorDraws {
  const between = fit.priors[terms.findIndex(isEmployer)] ?? 0;
  const within = Math.sqrt(fit.noise / (fit.noise + between));
  const noise = spreads.map((spread) => within * spread);
  const families = terms.map(({ family }) => family);
  return posteriorDraws(fit, noise, weights, families, optionsFor(weights.length));
}

/** What is not known of the effects on the log spread, by family of the design. */
export function drawLogSpread(design: Design, fit: PooledFit, weights: Float64Array): PosteriorDraws {
  const options = optionsFor(weights.length);
  const noise = new Float64Array(weights.length).fill(Math.sqrt(fit.noise));
  const draws = posteriorDraws(fit, noise, weights, spreadFamilies(design), options);
  const [deviations, unseen] = [draws.deviations.values(), draws.unseen.values()];
  const none = (size: number): Float32Array => new Float32Array(size * options.count);
  return {
    count: draws.count,
    deviations: design.terms.map((term) =>
      isEmployer(term) ? none(term.family.size) : deviations.next().value!,
    ),
    unseen: design.terms.map((term) => (isEmployer(term) ? 0 : unseen.next().value!)),
  };
}
