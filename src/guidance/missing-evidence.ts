import type { WorthAnswer } from '../domain/estimate.js';
import type { Policy } from '../domain/policy.js';
import { relativeHalfWidth } from './asking-figure.js';
import { formatCount } from './format.js';

/** What the question left open and would narrow the answer. */
function openConditions({ query }: WorthAnswer): string[] {
  const open: string[] = [];
  if (query.level === undefined) open.push('Your level: without it the answer spans all levels of the role.');
  if (query.location === undefined && query.country === undefined)
    open.push('Your place: pay differs by country and city.');
  if (query.skills === undefined) open.push('Your skills.');
  return open;
}

/** What would lift the label, by its published rule. */
function towardsBetterLabel(worth: WorthAnswer, labels: Policy['labels']): string[] {
  const { evidence, confidence } = worth;
  const missing: string[] = [];
  const middle = worth.percentiles.find(({ percentile }) => percentile === 50);
  const aim = confidence === 'medium' ? labels.high : labels.medium;
  if (evidence.employers === null) {
    missing.push('Employer names: too few of the offers say who made them, so they count row by row.');
  } else if (evidence.employers < aim.employers) {
    const more = aim.employers - evidence.employers;
    missing.push(
      `Offers from ${formatCount(more, 'more employer')}: ${evidence.employers} now, ${aim.employers} needed.`,
    );
  }
  const halfWidth = middle ? relativeHalfWidth(middle) : Infinity;
  if (halfWidth > aim.halfWidth && evidence.offers > 0) {
    // An interval narrows with the root of the number of offers.
    const times = Number.isFinite(halfWidth) ? (halfWidth / aim.halfWidth) ** 2 : 4;
    const more = Math.ceil(Math.max(evidence.effectiveOffers, 1) * (times - 1));
    missing.push(
      `About ${formatCount(more, 'more offer')} like these, for an interval of ±${aim.halfWidth * 100} % around the middle.`,
    );
  }
  if (evidence.borrowedShare > labels.maxBorrowedShare) {
    missing.push(
      'Offers of exactly this role, level and place: most of this answer is borrowed from its neighbours.',
    );
  }
  return missing;
}

/**
 * Which data would change or narrow an answer, most useful first. Empty for an answer of high confidence to a full
 * question.
 */
export function missingEvidence(worth: WorthAnswer, labels: Policy['labels']): string[] {
  if (worth.suppressed) return [worth.suppressed.needed];
  const better = worth.confidence === 'high' ? [] : towardsBetterLabel(worth, labels);
  return [...better, ...openConditions(worth)];
}
