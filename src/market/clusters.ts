import type { CodeNumbers } from './code-numbers.js';
import type { CodedColumn, OfferColumns } from './columns.js';

/** Who stands behind each of some offers: offers of one cluster are not independent of each other. */
export interface Clusters {
  /** The cluster of each row, from 0. */
  readonly ids: Uint32Array;
  readonly count: number;
  /** Distinct employers; null where too few rows name one, and clusters are contributors or rows. */
  readonly employers: number | null;
}

function numbered(column: CodedColumn, rows: Uint32Array, numbers: CodeNumbers): Uint32Array {
  numbers.restart();
  return rows.map((row) => numbers.numberOf(column.codes[row]!));
}

/**
 * The clusters of some rows (METHOD 5): employers, an unknown one for itself; where a smaller share of the rows than
 * `minCoverage` names an employer, contributors named in the data, else rows.
 */
export function clustersOf(
  columns: OfferColumns,
  rows: Uint32Array,
  minCoverage: number,
  numbers: CodeNumbers,
): Clusters {
  const named = rows.reduce((sum, row) => sum + (columns.employer.codes[row] === 0 ? 0 : 1), 0);
  const known = named >= minCoverage * rows.length;
  const ids = numbered(known ? columns.employer : columns.contributor, rows, numbers);
  return { ids, count: numbers.count, employers: known ? numbers.known : null };
}

/** Adds up shares by cluster. */
export function clusterShares({ ids, count }: Clusters, shares: Float64Array): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < ids.length; i++) sums[ids[i]!]! += shares[i]!;
  return sums;
}
