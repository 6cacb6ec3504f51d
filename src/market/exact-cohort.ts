import type { Estimate } from '../domain/estimate.js';
import { standardPercentiles, type QuantileMethod } from '../domain/worth-query.js';
import { quantileOf, quantileOfSorted } from '../stats/weighted-quantile.js';
import { sampleOf } from '../stats/weighted-sample.js';
import type { CodedQuery } from './coded-query.js';
import type { Conversion } from './conversion.js';
import type { Ladder } from './ladder.js';
import { countRows, type PayOrderedCell } from './pay-order.js';
import type { Pool } from './pool.js';

type ExactCohort = Estimate['exactCohort'];

/** Conditions beside role and level; without them a cell is one that is kept in the order of pay. */
const OTHERS = ['employer', 'workMode', 'skill', 'city', 'years', 'region', 'employment', 'country'] as const;

function exactCell({ payOrder, offers, numbers }: Pool, ladder: Ladder, query: CodedQuery): PayOrderedCell {
  const cell = payOrder.cell(query.role, ladder.asks('level') ? query.level : null, numbers);
  if (!OTHERS.some((aspect) => ladder.asks(aspect))) return cell;
  const skilled = ladder.asks('skill') ? payOrder.withSkill(ladder.rarestSkill, query.role) : null;
  const found: number[] = [];
  ladder.sort(skilled ?? cell.rows, skilled ? ['role'] : ['role', 'level'], 0, (rung, some, count) => {
    for (let i = 0; rung === 0 && i < count; i++) found.push(some[i]!);
  });
  const rows = Uint32Array.from(found);
  return { rows, ...countRows(rows, offers, numbers) };
}

/** Percentiles of points in the order of pay, which all count the same. */
function ofPoints(count: number, payAt: (i: number) => number, method: QuantileMethod): number[] {
  return standardPercentiles.map((percentile) =>
    method === 'hd'
      ? Math.exp(quantileOfSorted(count, (i) => Math.log(payAt(i)), percentile / 100, method))
      : quantileOfSorted(count, payAt, percentile / 100, method),
  );
}

/** Percentiles of offers some of which are ranges, which enter as nine pays each. */
function ofRanges(
  { offers, landings }: Pool,
  rows: Uint32Array,
  rateOf: (row: number) => number,
  method: QuantileMethod,
): number[] {
  const [pays, weights]: [number[], number[]] = [[], []];
  for (const row of rows) {
    const [low, high] = [offers.low[row]!, offers.high[row]!];
    const places = low === high ? [0] : landings[offers.columns.tier[row]!]!.places;
    for (const place of places) {
      pays.push((low + place * (high - low)) * rateOf(row));
      weights.push(1 / places.length);
    }
  }
  const sample = sampleOf(Float64Array.from(pays), Float64Array.from(weights), rows.length);
  const logs = { ...sample, values: sample.values.map(Math.log) };
  return standardPercentiles.map((percentile) =>
    method === 'hd'
      ? Math.exp(quantileOf(logs, percentile / 100, method))
      : quantileOf(sample, percentile / 100, method),
  );
}

/**
 * The offers that match every condition, as they are: each counts the same, whatever its age, tier or employer, and
 * whether the model finds it plausible or not.
 *
 * @param conversion to the currency of the answer, each offer at the rate of its day; null to keep the pool's
 * @param minCoverage employers are counted where at least this share of the offers names one
 */
export function exactCohort(
  pool: Pool,
  ladder: Ladder,
  query: CodedQuery,
  method: QuantileMethod,
  conversion: Conversion | null,
  minCoverage: number,
): ExactCohort {
  const { rows, ranges, employers, named } = exactCell(pool, ladder, query);
  if (rows.length === 0) return { offers: 0, employers: 0, percentiles: [] };
  const { low, columns } = pool.offers;
  const rateOf = (row: number): number => conversion?.rateOn(columns.day[row]!) ?? 1;
  const values =
    ranges === 0 && conversion === null
      ? ofPoints(rows.length, (i) => low[rows[i]!]!, method)
      : ofRanges(pool, rows, rateOf, method);
  return {
    offers: rows.length,
    employers: named >= minCoverage * rows.length ? employers : null,
    percentiles: standardPercentiles.map((percentile, i) => ({ percentile, value: values[i]! })),
  };
}
