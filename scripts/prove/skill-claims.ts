import { premiumsHold, scorePremiums, type PremiumScore } from './skills/planted-premiums.js';
import { scoreSeries, seriesHold } from './skills/planted-series.js';

interface Outcome {
  readonly holds: boolean;
  readonly line: string;
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

function inWords({ real, realStated, stated, missed, falseShare }: PremiumScore): string {
  return `${percent(realStated, real)} of ${real} real effects stated, ${percent(falseShare, 1)} false among those stated, ${percent(missed, stated)} of ${stated} intervals miss`;
}

/** Premiums of 200 planted worlds, and what a difference of means says of the same. */
export async function provePremiums(): Promise<Outcome> {
  const { engine, naive } = await scorePremiums(200, 5_000, 1);
  const line = `in 200 planted worlds at least 90 %, at most 10 % and at most 13 %: ${inWords(engine)}; a difference of means, which must fail: ${inWords(naive)}`;
  return { holds: premiumsHold(engine) && !premiumsHold(naive), line };
}

/** Trends of 200 worlds of planted series. */
export async function proveTrends(): Promise<Outcome> {
  const score = await scoreSeries(200, 1);
  const { flat, calledFlat, large, calledRight, called, wrongWay, falseShare } = score;
  const line = `of ${flat} series that do not change ${percent(calledFlat, flat)} are called flat (at least 90 %); of ${called} changes that their interval tells from none ${wrongWay} have the wrong direction (at most 1 %) and ${percent(falseShare, 1)} are none (at most 10 %); of ${large} planted changes wider than their interval ${percent(calledRight, large)} are called (at least 80 %)`;
  return { holds: seriesHold(score), line };
}
