import type { Entry } from '../../domain/entry.js';
import type { StoredEntry } from '../../domain/ports.js';
import { standardPercentiles, worthQuerySchema, type WorthQuery } from '../../domain/worth-query.js';
import { annualOffer } from '../annual-offer.js';
import { ColumnsBuilder } from '../columns-builder.js';
import { buildMarket, type MarketTools } from '../market.js';
import { groupByForecast, type GroupColumn } from './group-by.js';
import { groupColumns } from './group-columns.js';
import { CalibrationBoard, Scoreboard, type Calibration, type Score } from './scoreboard.js';

export interface TimedScore extends Score {
  readonly seconds: number;
}

/** The engine and the naive answers, scored on the same held-out offers. */
export interface BacktestScores {
  readonly testRows: number;
  /** Held-out offers whose pay is known as a figure: an open end cannot be scored. */
  readonly scored: number;
  readonly engine: TimedScore;
  readonly groupBy: TimedScore;
  readonly global: TimedScore;
  /** Of the engine. */
  readonly calibration: readonly Calibration[];
}

/** The question whose answer is a held-out offer: all that is known of it but its pay, as of its own date. */
function questionOf(entry: Entry): WorthQuery {
  const { role, level, skills, location, country, region, city, years, employer, workMode, employment } =
    entry;
  return worthQuerySchema.parse({
    role: role ?? 'unknown',
    level,
    skills,
    location,
    country,
    region,
    city,
    years,
    employer,
    workMode,
    employment,
    currency: entry.currency,
    tax: entry.tax ?? 'unknown',
    basis: 'basePay',
    asOf: entry.date,
  });
}

async function* chunked(entries: readonly StoredEntry[]): AsyncGenerator<readonly StoredEntry[]> {
  yield await Promise.resolve(entries);
}

/** Natural log of an offer's pay a year, a range by its middle; null where an end is open. */
function logPayOf(entry: Entry, { policy }: MarketTools): number | null {
  const offer = annualOffer(entry, policy);
  if (!offer || !(offer.payMin > 0) || offer.payMax === Infinity) return null;
  return Math.log((offer.payMin + offer.payMax) / 2);
}

/** Offers whose pay is a figure, with that figure. */
interface Scorable {
  readonly entries: readonly StoredEntry[];
  readonly logPays: readonly number[];
}

function scorableOf(entries: readonly StoredEntry[], tools: MarketTools): Scorable {
  const known = entries
    .map((stored) => ({ stored, logPay: logPayOf(stored.entry, tools) }))
    .filter((row): row is { stored: StoredEntry; logPay: number } => row.logPay !== null);
  return { entries: known.map(({ stored }) => stored), logPays: known.map(({ logPay }) => logPay) };
}

async function scoreEngine(
  train: readonly StoredEntry[],
  test: Scorable,
  tools: MarketTools,
): Promise<{ readonly score: Score; readonly calibration: readonly Calibration[] }> {
  const market = await buildMarket(chunked(train), 0, tools);
  const board = new Scoreboard();
  const calibration = new CalibrationBoard();
  test.entries.forEach(({ entry }, i) => {
    const distribution = market.distribution(questionOf(entry));
    const quantile = (p: number): number => Math.log(distribution?.quantile(p) ?? 1);
    board.add(
      test.logPays[i]!,
      standardPercentiles.map((percentile) => quantile(percentile / 100)),
    );
    calibration.add(test.logPays[i]!, quantile);
  });
  return { score: board.score(), calibration: calibration.calibration() };
}

/** Scores quantiles of groups; of all training rows together where there are no columns. */
function scoreNaive(columns: readonly GroupColumn[], train: Scorable, test: Scorable): Score {
  const training = train.logPays.length;
  const forecast = groupByForecast(columns, Float64Array.from([...train.logPays, ...test.logPays]), training);
  const board = new Scoreboard();
  test.logPays.forEach((logPay, i) => {
    board.add(logPay, forecast(training + i));
  });
  return board.score();
}

function columnsOf(train: Scorable, test: Scorable, tools: MarketTools): GroupColumn[] {
  const builder = new ColumnsBuilder(tools.policy, tools.familyOf);
  builder.add(train.entries);
  builder.add(test.entries);
  return groupColumns(builder.take(), train.entries.length);
}

/**
 * Fits on one part and scores the other (METHOD 6), through the same function as a worth: each held-out offer is
 * estimated as of its own date from the training rows alone; none is dropped.
 *
 * @param now milliseconds, to time with
 */
export async function backtest(
  train: readonly StoredEntry[],
  test: readonly StoredEntry[],
  tools: MarketTools,
  now: () => number,
): Promise<BacktestScores> {
  const [learnable, scorable] = [scorableOf(train, tools), scorableOf(test, tools)];
  const times = [now()];
  const { score, calibration } = await scoreEngine(train, scorable, tools);
  times.push(now());
  const groupBy = scoreNaive(columnsOf(learnable, scorable, tools), learnable, scorable);
  times.push(now());
  const global = scoreNaive([], learnable, scorable);
  times.push(now());
  const seconds = (i: number): number => (times[i + 1]! - times[i]!) / 1000;
  return {
    testRows: test.length,
    scored: scorable.entries.length,
    engine: { ...score, seconds: seconds(0) },
    groupBy: { ...groupBy, seconds: seconds(1) },
    global: { ...global, seconds: seconds(2) },
    calibration,
  };
}
