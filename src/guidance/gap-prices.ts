import type { Comparison, Gap } from '../domain/comparison.js';
import { passRate, type PassCount, type PassCounts } from '../market/skills/rates.js';
import { betaQuantile } from '../stats/beta-quantile.js';
import { plainText } from '../market/code-lookup.js';

const NEVER = { asked: 0, passes: 0 };

/** The 90 % interval of the part missed: that of a uniform prior and what was passed. */
function missInterval({
  asked,
  passes,
}: Pick<PassCount, 'asked' | 'passes'>): readonly [low: number, high: number] {
  const [failed, passed] = [1 + asked - passes, 1 + passes];
  return [betaQuantile(0.05, failed, passed), betaQuantile(0.95, failed, passed)];
}

/**
 * What missing skills are worth, the dearest first (METHOD 7): for each a year's pay at the middle x demand x the lower
 * bound of its premium x the part of the interviews that was missed. The interval takes each part at its own bound.
 * Only skills whose stated premium is above 0 have a price.
 *
 * @param middle P50 of the person's market worth a year, in major units; null where there is none, and then no prices
 * @param passes of the person's own interviews
 */
export function gapPrices(
  skills: Comparison['skills'],
  middle: number | null,
  passes: PassCounts['skills'],
): Gap[] {
  if (middle === null) return [];
  return skills
    .flatMap(({ skill, have, demand, premium }): Gap[] => {
      if (have || premium === null || premium.low <= 0) return [];
      const counts = passes.get(plainText(skill)) ?? NEVER;
      const missRate = 1 - passRate(counts);
      const [missLow, missHigh] = missInterval(counts);
      const least = (middle * premium.low) / 100;
      return [
        {
          skill,
          valuePerYear: least * demand.share * missRate,
          low: least * demand.low * missLow,
          high: ((middle * premium.high) / 100) * demand.high * missHigh,
          demand: demand.share,
          missRate,
          asked: counts.asked,
        },
      ];
    })
    .sort((a, b) => b.valuePerYear - a.valuePerYear || (a.skill < b.skill ? -1 : 1));
}
