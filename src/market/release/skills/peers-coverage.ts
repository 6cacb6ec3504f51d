import type { DemandCoverage, ReleasedShare } from '../../../domain/released-skills.js';
import { quantileOf } from '../../../stats/weighted-quantile.js';
import { sampleOf } from '../../../stats/weighted-sample.js';
import { codeOf } from '../../code-lookup.js';
import { backingOf, tableRow } from '../backing.js';
import type { ReleaseRules } from '../release-rules.js';
import { rarityOf } from '../../shared/released-coverage.js';
import type { SourcedRows } from './sourced-rows.js';
import { inSteps, stepFor } from './steps.js';

/**
 * How much of some skills, each weighted by its rarity, the rows of a cell ask for: the percentiles that its row of the
 * table allows, none where the skills have no weight.
 */
export function peersCoverage(
  source: SourcedRows,
  rows: readonly number[],
  shares: readonly ReleasedShare[],
  rules: ReleaseRules,
): DemandCoverage {
  const { offsets, codes, values } = source.columns.skills;
  const rarity = new Float64Array(values.length);
  for (const { skill, share } of shares) rarity[codeOf({ values }, skill)] = rarityOf(share, rules.shareStep);
  const all = rarity.reduce((sum, weight) => sum + weight, 0);
  const met = tableRow(backingOf(source, rows), rules);
  if (!met || !(all > 0)) return { coverage: [] };
  const parts = Float64Array.from(rows, (row) => {
    let part = 0;
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) part += rarity[codes[k]!]!;
    return part / all;
  });
  const sample = sampleOf(parts);
  const step = stepFor(rules, rows.length);
  return {
    coverage: met.percentiles.map((percentile) => ({
      percentile,
      share: Math.min(1, inSteps(step, quantileOf(sample, percentile / 100, 'hd'))),
    })),
  };
}
