/** What a fit says of a family's prior variance. */
export interface PriorEvidence {
  /** Sum of squared effects, or bends of a curve. */
  readonly squares: number;
  /** Sum of their posterior variances. */
  readonly uncertainty: number;
  /** How many they are. */
  readonly count: number;
  /** Effective degrees of freedom they use. */
  readonly freedom: number;
}

/** A family whose effects do not differ keeps this much variance, so that its equations stay finite. */
const LEAST_PRIOR = 1e-7;
/** With fewer degrees of freedom the fast step is not to be trusted. */
const ENOUGH_FREEDOM = 2;

/**
 * The next estimate of a family's prior variance: the geometric mean of the EM step, which is steady but slow, and
 * MacKay's fixed point, which is fast. Both stand still at the same place, the mode of the marginal likelihood times a
 * weak prior. The likelihood alone often peaks at 0 where groups are few, and would have them all alike; the prior has
 * density 0 there, its mode at `usual`, and a heavy tail, so that a family of which the data say nothing stays there.
 *
 * Source: Chung, Rabe-Hesketh, Dorie, Gelman and Liu, Psychometrika 78 (2013), on priors that avoid the boundary.
 *
 * @example nextPrior({ squares: 4, uncertainty: 0, count: 4, freedom: 4 }, 1, 1) // 1
 */
export function nextPrior(
  { squares, uncertainty, count, freedom }: PriorEvidence,
  prior: number,
  usual: number,
): number {
  if (count === 0) return prior;
  const pull = (1.5 * prior) / (0.5 * usual + prior) - 1;
  const em = Math.max(LEAST_PRIOR, (squares + uncertainty) / Math.max(1, count + pull));
  if (freedom <= ENOUGH_FREEDOM) return em;
  return Math.sqrt(em * Math.max(LEAST_PRIOR, squares / (freedom + pull)));
}
