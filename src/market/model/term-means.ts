import { addEffects } from '../../stats/effect-family.js';
import type { PooledFit } from '../../stats/given-variances.js';
import { weightedMean } from '../../stats/weighted-mean.js';
import type { Design } from './design.js';

/** The mean of each family's part over the rows, by weight. */
export function meanOfTerms(design: Design, fit: PooledFit, weights: Float64Array): Float64Array {
  return Float64Array.from(design.terms, ({ family }, t) => {
    const part = new Float64Array(weights.length);
    addEffects(family, fit.effects[t]!, part);
    return weightedMean(part, weights);
  });
}
