import { quarterOf } from '../../core/calendar-date.js';
import type { Policy } from '../../domain/policy.js';
import type { ReleasedCell, ReleasedQuarter } from '../../domain/release.js';
import { quantileOf } from '../../stats/weighted-quantile.js';
import { sampleOf, type WeightedSample } from '../../stats/weighted-sample.js';
import { clustersOf, clusterShares } from '../clusters.js';
import { UNKNOWN_DAY, type OfferColumns } from '../columns.js';
import type { FittedPool } from '../fitted-pool.js';
import { holds } from '../range-bounds.js';
import { SamplingError } from '../sampling-error.js';
import { backingOf } from './backing.js';
import type { Cell } from './cell-tree.js';
import type { Provenance } from './provenance.js';
import type { ReleaseRules, TableRow } from './release-rules.js';
import { roundedCount, roundedTo } from './rounding.js';

/** A fitted pool with where each of its offers comes from. */
export interface SourcedPool extends FittedPool {
  readonly provenance: readonly Provenance[];
}

type CellPercentile = ReleasedCell['percentiles'][number];

/** The offers of a cell as a sample of log pay, each counting the same; a range is nine pays that count as one. */
function logSample({ offers, landings }: FittedPool, rows: readonly number[]): [WeightedSample, number[]] {
  const [logs, weights, offer]: [number[], number[], number[]] = [[], [], []];
  rows.forEach((row, i) => {
    const [low, high] = [offers.low[row]!, offers.high[row]!];
    const places = low === high ? [0] : landings[offers.columns.tier[row]!]!.places;
    for (const place of places) {
      logs.push(Math.log(low + place * (high - low)));
      weights.push(1 / places.length);
      offer.push(i);
    }
  });
  return [sampleOf(Float64Array.from(logs), Float64Array.from(weights), rows.length), offer];
}

/** How sure percentiles of the cell are, and its employers; null where too few offers name theirs. */
function certaintyOf(
  pool: SourcedPool,
  rows: readonly number[],
  sample: WeightedSample,
  offer: readonly number[],
  labels: Policy['labels'],
): { readonly error: SamplingError; readonly employers: number | null } {
  const { offers, model, numbers } = pool;
  const clusters = clustersOf(offers.columns, Uint32Array.from(rows), labels.minEmployerCoverage, numbers);
  const shares = new Float64Array(rows.length).fill(1 / rows.length);
  const error = new SamplingError({
    sample,
    clusters: Uint32Array.from(offer, (i) => clusters.ids[i]!),
    clusterShares: clusterShares(clusters, shares),
    tau: model.tau,
    sigma: model.sigma,
    difference: { centre: 0, logSpread: 0 },
    spread: 0,
  });
  return { error, employers: clusters.employers };
}

/** A percentile and its interval, which is rounded outwards so that it still holds what it held. */
function percentileOf(
  sample: WeightedSample,
  error: SamplingError,
  percentile: number,
  { rounding }: TableRow,
  { boundRounding }: ReleaseRules,
): CellPercentile {
  const p = percentile / 100;
  const exact = Math.exp(quantileOf(sample, p, 'hd'));
  const width = error.halfWidth(p);
  const value = roundedTo(rounding, exact);
  if (width === null) return { percentile, value, low: null, high: null };
  return {
    percentile,
    value,
    low: roundedTo(boundRounding, Math.min(value, exact * Math.exp(-width)), 'floor'),
    high: roundedTo(boundRounding, Math.max(value, exact * Math.exp(width)), 'ceil'),
  };
}

/**
 * What ranges say without an assumption, rounded outwards: nothing where too few contributors gave a range, whose width
 * could be read from it, or where pay learned later too often fell outside.
 */
function boundsOf(
  pool: SourcedPool,
  rows: readonly number[],
  { percentiles }: TableRow,
  { fewest, boundRounding }: ReleaseRules,
): ReleasedCell['rangeBounds'] {
  const { low, high, columns } = pool.offers;
  const ranges = rows.filter((row) => low[row] !== high[row]);
  if (backingOf({ columns, provenance: pool.provenance }, ranges).contributors < fewest) return [];
  if (ranges.some((row) => !holds(pool.landings[columns.tier[row]!]!))) return [];
  const ends = [low, high].map((pays) => sampleOf(Float64Array.from(rows, (row) => Math.log(pays[row]!))));
  const at = (end: WeightedSample, percentile: number): number =>
    Math.exp(quantileOf(end, percentile / 100, 'hd'));
  return percentiles.map((percentile) => ({
    percentile,
    low: roundedTo(boundRounding, at(ends[0]!, percentile), 'floor'),
    high: roundedTo(boundRounding, at(ends[1]!, percentile), 'ceil'),
  }));
}

/** The quarters of the first, the middle and the last offer. */
function quartersOf(
  { day }: OfferColumns,
  rows: readonly number[],
): Pick<ReleasedCell, 'oldest' | 'middle' | 'newest'> {
  const days = rows.map((row) => day[row]!).filter((known) => known !== UNKNOWN_DAY);
  if (days.length === 0) return { oldest: null, middle: null, newest: null };
  days.sort((a, b) => a - b);
  const [oldest, middle, newest] = [0, days.length >> 1, days.length - 1].map((i) => quarterOf(days[i]!));
  return { oldest: oldest!, middle: middle!, newest: newest! };
}

/** The middle of some offers that meet a row of the table, as in `cellFigures`. */
export function middleFigures(
  pool: SourcedPool,
  rows: readonly number[],
  row: TableRow,
  rules: ReleaseRules,
  labels: Policy['labels'],
): Pick<ReleasedQuarter, 'offers' | 'rounding' | 'value' | 'low' | 'high'> {
  const [sample, offer] = logSample(pool, rows);
  const { error } = certaintyOf(pool, rows, sample, offer, labels);
  const { value, low, high } = percentileOf(sample, error, 50, row, rules);
  return { offers: roundedCount(rows.length, rules.countStep), rounding: row.rounding, value, low, high };
}

/**
 * The figures of a cell that meets a row of the table: Harrell-Davis percentiles of its offers as they are, unweighted,
 * so that no figure rests on a few recent offers; rounded, as are its counts, dates and intervals.
 */
export function cellFigures(
  pool: SourcedPool,
  { path, rows }: Cell,
  row: TableRow,
  rules: ReleaseRules,
  labels: Policy['labels'],
): Omit<ReleasedCell, 'centres'> {
  const { columns } = pool.offers;
  const [sample, offer] = logSample(pool, rows);
  const { error, employers } = certaintyOf(pool, rows, sample, offer, labels);
  const backing = backingOf({ columns, provenance: pool.provenance }, rows);
  const rounded = (count: number): number => roundedCount(count, rules.countStep);
  return {
    ...path,
    offers: rounded(backing.offers),
    contributors: rounded(backing.contributors),
    employers: employers === null ? null : rounded(employers),
    ...quartersOf(columns, rows),
    rounding: row.rounding,
    percentiles: row.percentiles.map((each) => percentileOf(sample, error, each, row, rules)),
    rangeBounds: boundsOf(pool, rows, row, rules),
  };
}
