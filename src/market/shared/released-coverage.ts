import type { Comparison } from '../../domain/comparison.js';
import type { ReleasedDemand } from '../../domain/released-skills.js';
import { plainText } from '../code-lookup.js';

/** What a skill weighs among those of a role: -ln of its share, one that was rounded to none taken as half a step. */
export function rarityOf(share: number, shareStep: number): number {
  return share >= 1 ? 0 : -Math.log(Math.max(share, shareStep / 2));
}

/** The percentile of a share between published ones, on straight lines from (0, 0) through them to (1, 100). */
function percentileOf(own: number, published: ReleasedDemand['coverage']): number {
  const points = [{ percentile: 0, share: 0 }, ...published, { percentile: 100, share: 1 }];
  const above = points.findIndex(({ share }) => share > own);
  if (above < 0) return 100;
  const [low, high] = [points[above - 1]!, points[above]!];
  const part = (own - low.share) / (high.share - low.share);
  return low.percentile + part * (high.percentile - low.percentile);
}

/**
 * The part of a cell's published skills that someone has, each by its rarity, and where that stands among the published
 * percentiles of peers.
 *
 * @param held plain texts
 */
export function releasedCoverage(
  { skills, coverage }: Pick<ReleasedDemand, 'skills' | 'coverage'>,
  held: ReadonlySet<string>,
  shareStep: number,
): Comparison['coverage'] {
  let [own, all] = [0, 0];
  for (const { skill, share } of skills) {
    const rarity = rarityOf(share, shareStep);
    all += rarity;
    if (held.has(plainText(skill))) own += rarity;
  }
  if (!(all > 0)) return { share: null, percentile: null };
  const share = own / all;
  return { share, percentile: coverage.length === 0 ? null : Math.round(percentileOf(share, coverage)) };
}
