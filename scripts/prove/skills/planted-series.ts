import { randomInt, randomNormal, seededRandom, type Random } from '../../../src/core/random.js';
import { dayNumber, dayOf } from '../../../src/core/calendar-date.js';
import type { Entry } from '../../../src/domain/entry.js';
import { worthQuerySchema } from '../../../src/domain/worth-query.js';
import { marketOf } from './market-of.js';

/** A skill that so many rows ask for in the first half of a year, and by how much more in the second. */
interface Series {
  readonly skill: string;
  readonly share: number;
  readonly change: number;
}

/** How what is said of series compares with what was planted. */
export interface SeriesScore {
  /** Series that do not change where each half-year has an effective 1,000 rows, and how many are called flat. */
  readonly flat: number;
  readonly calledFlat: number;
  /** Changes larger than the width of their own interval, and how many are called by their direction. */
  readonly large: number;
  readonly calledRight: number;
  /** Series called rising or falling, how many the other way round, and the share that do not change, by world. */
  readonly called: number;
  readonly wrongWay: number;
  readonly falseShare: number;
}

const SKILLS = 40;
const EMPLOYERS = 400;
const TASTE = 0.25;
const LAST_DAY = dayNumber('2025-12-31');

/** Shares from 2 to 60 %; `moving` of the series rise or fall by up to 15 points, never below 1 %. */
function anySeries(random: Random, moving: number): Series[] {
  return Array.from({ length: SKILLS }, (_, k) => {
    const share = 0.02 + 0.58 * random() ** 2;
    const up = random() < 0.5 || share < 0.17;
    const change = k < moving ? (up ? 1 : -1) * (0.02 + 0.13 * random()) : 0;
    return { skill: `Skill ${k}`, share, change };
  });
}

/** A chance whose log odds are moved by so much. */
function moved(chance: number, by: number): number {
  const odds = (chance / (1 - chance)) * Math.exp(by);
  return odds / (1 + odds);
}

function anyOffers(random: Random, series: readonly Series[], rows: number): Entry[] {
  const tastes = Array.from({ length: EMPLOYERS }, () => series.map(() => TASTE * randomNormal(random)));
  return Array.from({ length: rows }, () => {
    const [age, who] = [randomInt(random, 364), randomInt(random, EMPLOYERS)];
    const asked = series.filter(({ share, change }, k) => {
      const now = share + (age < 182 ? change : 0);
      return random() < moved(now, tastes[who]![k]!);
    });
    return {
      role: 'Data Engineer',
      employer: `Employer ${who}`,
      skills: asked.map(({ skill }) => skill),
      date: dayOf(LAST_DAY - age),
      currency: 'EUR',
      period: 'year',
      tax: 'gross',
      payMin: 5_000_000,
      payMax: 5_000_000,
    };
  });
}

/** Rows that leave an effective 1,000 in each half-year: employers' tastes have a design effect of about 1.1. */
const ROWS = 2_250;

/** Scores what is said of planted series in `worlds` worlds, half of them without any change. */
export async function scoreSeries(worlds: number, seed: number): Promise<SeriesScore> {
  const score = { flat: 0, calledFlat: 0, large: 0, calledRight: 0, called: 0, wrongWay: 0 };
  let falseShares = 0;
  for (let k = 0; k < worlds; k++) {
    const random = seededRandom(seed + k);
    const series = anySeries(random, k % 2 === 0 ? 0 : 12);
    const market = await marketOf(anyOffers(random, series, ROWS));
    const { skills } = market.demand(worthQuerySchema.parse({ role: 'Data Engineer' }))!;
    let [called, none] = [0, 0];
    for (const { skill, change: planted } of series) {
      const said = skills.find((each) => each.skill === skill)?.change;
      if (!said) continue;
      const says = { rising: 1, falling: -1, flat: 0, unclear: 0 }[said.verdict];
      if (planted === 0) score.flat++;
      if (planted === 0 && said.verdict === 'flat') score.calledFlat++;
      const large = Math.abs(100 * planted) > said.high - said.low;
      if (large) score.large++;
      if (large && says === Math.sign(planted)) score.calledRight++;
      if (says !== 0) called++;
      if (says !== 0 && planted === 0) none++;
      if (says * planted < 0) score.wrongWay++;
    }
    score.called += called;
    falseShares += called === 0 ? 0 : none / called;
  }
  return { ...score, falseShare: falseShares / Math.max(1, worlds) };
}

/** Whether a score is what METHOD 7 promises, and most large changes are seen. */
export function seriesHold({
  flat,
  calledFlat,
  large,
  calledRight,
  called,
  wrongWay,
  falseShare,
}: SeriesScore): boolean {
  return (
    calledFlat >= 0.9 * flat && calledRight >= 0.8 * large && wrongWay <= 0.01 * called && falseShare <= 0.1
  );
}
