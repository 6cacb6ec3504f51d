import type { PooledFit } from '../../stats/given-variances.js';
import type { CanonicalRows } from './canonical-rows.js';
import { isEmployer, type Design } from './design.js';
import { Located } from './located.js';

const SAMPLE = 2_000;

/** The posterior variance of the linear prediction, on average over offers evenly apart. */
export function usualVariance(rows: CanonicalRows, design: Design, { variances, priors }: PooledFit): number {
  const located = new Located();
  const step = Math.max(1, Math.floor(rows.rows / SAMPLE));
  let [sum, count] = [0, 0];
  for (let row = 0; row < rows.rows; row += step) {
    design.terms.forEach((term, t) => {
      if (isEmployer(term)) return;
      term.coder.locate(rows, row, 0, located);
      sum += located.variance(variances[t]!, priors[t]!);
    });
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
