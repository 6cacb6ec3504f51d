import type { PriorEvidence } from './effect-block.js';

/** A family whose effects do not differ keeps this much variance, so that its equations stay finite. */
const LEAST_PRIOR = 1e-7;

/**
 * The next estimate of a family's prior variance: the geometric mean of the EM step (squares + uncertainty) / count,
 * which is steady but slow, and MacKay's fixed point squares / freedom, which is fast. Both stand still at the same
 * place, the maximum of the marginal likelihood given the other families.
 *
 * @example nextPrior({ squares: 4, uncertainty: 0, count: 4, freedom: 4 }, 9) // 1
 */
export function nextPrior(evidence: PriorEvidence, prior: number): number {
  const { squares, uncertainty, count, freedom } = evidence;
  if (count === 0) return prior;
  const em = (squares + uncertainty) / count;
  const fixedPoint = freedom > 1e-9 ? squares / freedom : 0;
  return Math.max(LEAST_PRIOR, Math.sqrt(Math.max(LEAST_PRIOR, em) * Math.max(LEAST_PRIOR, fixedPoint)));
}
