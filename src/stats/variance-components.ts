/** What a fit says of a family's prior variance. */
export interface PriorEvidence {
  /** Sum of squared effects, or bends of a curve. */
  readonly squares: number;
  /** How many they are. */
  readonly count: number;
  /** Effective degrees of freedom they use. */
  readonly freedom: number;
}

/** A family whose effects do not differ keeps this much variance, so that its equations stay finite. */
const LEAST_PRIOR = 1e-7;
/** By how much the logarithm of a variance may move at a time; a step is cut short because its length is uncertain. */
const STEP = { most: 1, damping: 0.7 };
/** Of effects that the data hardly tell, curvature is taken to be at least this share of the gradient's terms. */
const LEAST_CURVATURE = 0.25;

/**
 * The next estimate of a family's prior variance: a damped step of Fisher scoring on its logarithm, towards the mode of
 * the marginal likelihood times a weak prior. The likelihood alone often peaks at 0 where groups are few, and would
 * have them all alike; the prior has density 0 there, its mode at `usual`, and a heavy tail, so that a family of which
 * the data say nothing stays there.
 *
 * Source: Chung, Rabe-Hesketh, Dorie, Gelman and Liu, Psychometrika 78 (2013), on priors that avoid the boundary.
 *
 * @example nextPrior({ squares: 4, count: 4, freedom: 4 }, 1, 1) // 1
 */
export function nextPrior({ squares, count, freedom }: PriorEvidence, prior: number, usual: number): number {
  if (count === 0) return prior;
  const half = usual + prior;
  const gradient = squares / prior - freedom - (prior / half - 0.5);
  const curvature = freedom * Math.max(LEAST_CURVATURE, freedom / count) + (usual * prior) / half ** 2;
  const step = (STEP.damping * gradient) / curvature;
  return Math.max(LEAST_PRIOR, prior * Math.exp(Math.max(-STEP.most, Math.min(STEP.most, step))));
}
