import type { Confidence } from '../domain/estimate.js';
import type { Policy } from '../domain/policy.js';

/** What a label is judged by. */
export interface Soundness {
  /** Half the width of the P50's 90 % interval as a share of its value; null without an interval. */
  readonly halfWidth: number | null;
  /** Null where too few offers name their employer. */
  readonly employers: number | null;
  /** Null where no offer has a date. */
  readonly medianAgeMonths: number | null;
  readonly borrowedShare: number;
}

/** How sure an answer is, by the published rule (METHOD 5). */
export function confidenceOf(soundness: Soundness, labels: Policy['labels']): Confidence {
  const { halfWidth, employers, medianAgeMonths, borrowedShare } = soundness;
  if (halfWidth === null || halfWidth > labels.low.halfWidth) return 'thin';
  if (borrowedShare > labels.maxBorrowedShare || halfWidth > labels.medium.halfWidth) return 'low';
  // Unknown employers hold the label at medium; few known ones at low.
  if (employers !== null && employers < labels.medium.employers) return 'low';
  const recent = medianAgeMonths !== null && medianAgeMonths <= labels.high.medianAgeMonths;
  const broad = employers !== null && employers >= labels.high.employers;
  return recent && broad && halfWidth <= labels.high.halfWidth ? 'high' : 'medium';
}
