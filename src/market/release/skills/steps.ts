import type { Share } from '../../skills/skill-shares.js';
import type { Verdict } from '../../skills/share-changes.js';
import type { ReleaseRules } from '../release-rules.js';
import { roundedCount } from '../rounding.js';

/** Steps are decimal fractions; what binary makes of them beyond is noise. */
const DIGITS = 6;

const clean = (value: number): number => Number(value.toFixed(DIGITS));

/**
 * A value brought to the nearest (or next lower, or next higher) multiple of a step.
 *
 * @example inSteps(0.025, 0.31) // 0.3
 */
export function inSteps(
  step: number,
  value: number,
  direction: 'round' | 'floor' | 'ceil' = 'round',
): number {
  // A multiple stays where it is, whatever its last bits are; and there is no negative zero.
  return clean(step * Math[direction](clean(value / step))) + 0;
}

type Steps = Pick<ReleaseRules, 'shareStep' | 'countStep'>;

/**
 * The share that some of so many rows are, no finer than their rounded counts tell: else whoever knows all rows but one
 * would know that one too.
 *
 * @example roundedPart({ shareStep: 0.025, countStep: 5 }, 7, 12) // 0.5
 */
export function roundedPart({ shareStep, countStep }: Steps, some: number, rows: number): number {
  return inSteps(shareStep, roundedCount(some, countStep) / Math.max(1, roundedCount(rows, countStep)));
}

/** The multiple of the step of shares that one row of so many moves a figure by a fifth of, or less. */
export function stepFor({ shareStep, countStep }: Steps, rows: number): number {
  return inSteps(shareStep, countStep / Math.max(1, rows), 'ceil');
}

/** A rounded share with an interval around it, as wide as its own and as what rounding takes, rounded outwards. */
export function roundedShare(
  steps: Steps,
  some: number,
  rows: number,
  interval: (share: number) => Share,
): Share {
  const share = roundedPart(steps, some, rows);
  const { low, high } = interval(share);
  const lost = stepFor(steps, rows) / 2;
  return {
    share,
    low: Math.max(0, inSteps(steps.shareStep, low - lost, 'floor')),
    high: Math.min(1, inSteps(steps.shareStep, high + lost, 'ceil')),
  };
}

/** What an interval of a change, in points, still says of it once it is rounded. */
export function verdictWithin(verdict: Verdict, low: number, high: number, flat: number): Verdict {
  const holds = {
    rising: low > 0,
    falling: high < 0,
    flat: low >= -100 * flat && high <= 100 * flat,
    unclear: true,
  };
  return holds[verdict] ? verdict : 'unclear';
}
