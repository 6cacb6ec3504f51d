import type { PooledFit } from '../../stats/given-variances.js';
import type { Canon } from './canon.js';
import type { CanonicalRows } from './canonical-rows.js';
import { buildDesign, withoutEmployer, type Design, type DesignTerm } from './design.js';
import type { Horizon } from './model-snapshot.js';
import { assignFolds } from './folds.js';
import { crossFit, crossFittedSum } from './linear-part.js';
import { Located } from './located.js';
import { selectRows } from './select-rows.js';
import { logDeviations } from './spread.js';

/** Offers after an origin, forecast by the linear part fitted to those before it. */
interface Forecast {
  /** By forecast row: log pay less the forecast without a trend. */
  readonly errors: Float64Array;
  /** By how much the full trend would have raised the forecast. */
  readonly climbs: Float64Array;
  /** The spread that was forecast, up to a factor. */
  readonly spreads: Float64Array;
  /** How far, in those spreads, four in five residuals of the rows before the origin reach at most. */
  readonly reach: number;
  /** Years from the origin, on average. */
  readonly ahead: number;
}

const DAYS_A_YEAR = 365.25;
/** Origins lie this many years before the newest offer, and forecast one year each. */
const ORIGINS = [1, 2];
const LEAST_ROWS = 100;
const MOST_ROWS = 30_000;
const SWEEPS = { cold: 8, warm: 4 };

/** The fits to all offers, whose variances those to a part of them share. */
export interface KnownFits {
  readonly design: Design;
  readonly centre: PooledFit;
  /** Of the log spread, the employers' family left out. */
  readonly spread: PooledFit;
}

/** The offers a fit is made from. */
export interface Past {
  readonly rows: CanonicalRows;
  readonly logPay: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Learns how the model goes on beyond its newest offer (METHOD 2) from forecasts within the data: how much of the last
 * year's climb went on, and by how much forecasts strayed further than offers of the time did. The trend is shrunk to
 * one half, the widening to none, by how much was forecast.
 */
export function learnHorizon(canon: Canon, past: Past, known: KnownFits): Horizon {
  const newest = newestOf(past.rows.days);
  const forecasts = ORIGINS.map((years) => forecastFrom(newest - years * DAYS_A_YEAR, canon, past, known));
  const made = forecasts.filter((forecast) => forecast !== null);
  const trend = trendOf(made);
  return { newest, trend, widening: wideningOf(made, trend) };
}

function newestOf(days: Float64Array): number {
  const known = days.filter((day) => !Number.isNaN(day));
  return known.length === 0 ? NaN : known.reduce((latest, day) => Math.max(latest, day));
}

function forecastFrom(origin: number, canon: Canon, past: Past, known: KnownFits): Forecast | null {
  const { rows, logPay, weights } = past;
  // Two days' grace: offers dated by the year alone are a year apart, and leap years are longer.
  const start = origin + 2;
  const within = (from: number, to: number): Int32Array =>
    thinned(
      Int32Array.from(weights.keys()).filter(
        (row) => weights[row]! > 0 && rows.days[row]! > from && rows.days[row]! <= to,
      ),
    );
  const [before, after] = [within(-Infinity, start), within(start, start + DAYS_A_YEAR)];
  if (before.length < LEAST_ROWS || after.length < LEAST_ROWS) return null;
  const { terms, centre, spread, reach } = fitBefore(before, canon, past, known);
  const predict = ({ effects, intercept }: PooledFit, row: number, trend: number): number =>
    predictRow(terms, effects, intercept, rows, row, trend);
  const level = Float64Array.from(after, (row) => predict(centre, row, 0));
  return {
    errors: Float64Array.from(after, (row, k) => logPay[row]! - level[k]!),
    climbs: Float64Array.from(after, (row, k) => predict(centre, row, 1) - level[k]!),
    spreads: Float64Array.from(after, (row) => Math.exp(predict(spread, row, 0))),
    reach,
    ahead: meanOf(Float64Array.from(after, (row) => (rows.days[row]! - origin) / DAYS_A_YEAR)),
  };
}

/** The linear parts of centre and spread as learnt from some rows, and how far their residuals reach in spreads. */
function fitBefore(
  before: Int32Array,
  canon: Canon,
  { rows, logPay }: Past,
  { design, centre, spread }: KnownFits,
): Pick<KnownFits, 'centre' | 'spread'> & Pick<Forecast, 'reach'> & Pick<Design, 'terms'> {
  const learnt = selectRows(rows, before);
  // Whom the offers are from is part of the spread, before the origin as after it.
  const terms = withoutEmployer(buildDesign(canon, learnt).terms);
  const families = terms.map(({ family }) => family);
  const folds = assignFolds(learnt.groups.employer);
  const ones = new Float64Array(before.length).fill(1);
  const response = Float64Array.from(before, (row) => logPay[row]!);
  const fit = crossFit(response, ones, families, folds, SWEEPS, startOf(terms, design.terms, centre));
  const predicted = crossFittedSum(families, fit, folds);
  const residual = response.map((value, k) => value - predicted[k]!);
  const start = startOf(terms, withoutEmployer(design.terms), spread);
  const spreadFit = crossFit(logDeviations(residual, ones), ones, families, folds, SWEEPS, start);
  const logSpread = crossFittedSum(families, spreadFit, folds);
  const reach = middleReach(residual.map((value, k) => value / Math.exp(logSpread[k]!)));
  return { terms, centre: fit.full, spread: spreadFit.full, reach };
}

/** The variances of a fit to all offers for some of its terms, nothing else known yet. */
function startOf(
  terms: readonly DesignTerm[],
  all: readonly DesignTerm[],
  { priors, freedoms, noise }: PooledFit,
): PooledFit {
  const places = terms.map(({ number }) => all.findIndex((term) => term.number === number));
  const of = (values: readonly number[]): number[] => places.map((place) => values[place]!);
  return { intercept: 0, effects: [], variances: [], priors: of(priors), freedoms: of(freedoms), noise };
}

function thinned(rows: Int32Array): Int32Array {
  const step = Math.ceil(rows.length / MOST_ROWS);
  return step <= 1 ? rows : rows.filter((_, k) => k % step === 0);
}

const located = new Located();

function predictRow(
  terms: readonly DesignTerm[],
  effects: readonly Float64Array[],
  intercept: number,
  rows: CanonicalRows,
  row: number,
  trend: number,
): number {
  return terms.reduce((sum, term, t) => {
    term.coder.locate(rows, row, trend, located);
    return sum + located.sum(effects[t]!);
  }, intercept);
}

/** A year is one draw of the market, however many offers it has: its standard deviation, and that of the trend. */
const DRIFT = 0.05;
const TREND_MEAN = 0.5;
const TREND_SPREAD = 0.25;

function trendOf(forecasts: readonly Forecast[]): number {
  let [pull, precision] = [TREND_MEAN / TREND_SPREAD ** 2, 1 / TREND_SPREAD ** 2];
  for (const { errors, climbs } of forecasts) {
    const [error, climb] = [meanOf(errors), meanOf(climbs)];
    pull += (climb * error) / DRIFT ** 2;
    precision += climb ** 2 / DRIFT ** 2;
  }
  return Math.min(1, Math.max(0, pull / precision));
}

/** This many forecasts make half of an origin's say, */
const BELIEVED = 500;
/** and that nothing is wider weighs as much as one origin: each year drifts as it likes. */
const NO_WIDENING = 1;
/** Forecasts over less than this many years say nothing of a year. */
const LEAST_AHEAD = 0.25;

function wideningOf(forecasts: readonly Forecast[], trend: number): number {
  let [sum, total] = [0, 0];
  for (const { errors, climbs, spreads, reach, ahead } of forecasts) {
    if (reach === 0) continue;
    const strayed = errors.map((error, k) => (error - trend * climbs[k]!) / spreads[k]!);
    const widening = (middleReach(strayed) / reach - 1) / Math.max(ahead, LEAST_AHEAD);
    const say = errors.length / (errors.length + BELIEVED);
    sum += say * Math.max(0, widening);
    total += say;
  }
  return sum / (total + NO_WIDENING);
}

/** How far four in five deviations reach at most: what the width from P10 to P90 depends on. */
function middleReach(deviations: Float64Array): number {
  return deviations.map(Math.abs).sort()[Math.floor(0.8 * deviations.length)] ?? 0;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
