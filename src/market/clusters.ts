import type { CodedColumn, OfferColumns } from './columns.js';

/** Who stands behind each of some rows: offers of one cluster are not independent of each other. */
export interface Clusters {
  /** The cluster of each row, from 0. */
  readonly ids: Uint32Array;
  readonly count: number;
  /** Distinct employers; null where too few rows name one, and clusters are contributors or rows. */
  readonly employers: number | null;
}

/** Numbers the values of a column over some rows; each unknown one is a cluster of its own. */
export function clustersBy(
  column: CodedColumn,
  rows: Uint32Array,
): Omit<Clusters, 'employers'> & { named: number } {
  const ids = new Uint32Array(rows.length);
  const seen = new Map<number, number>();
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i]!]!;
    const known = code === 0 ? undefined : seen.get(code);
    if (known === undefined && code !== 0) seen.set(code, count);
    ids[i] = known ?? count++;
  }
  return { ids, count, named: seen.size };
}

/**
 * The clusters of some rows (METHOD 5): employers, an unknown one for itself; where a smaller share of the rows than
 * `minCoverage` names an employer, contributors named in the data, else rows.
 */
export function clustersOf(columns: OfferColumns, rows: Uint32Array, minCoverage: number): Clusters {
  const known = rows.reduce((sum, row) => sum + (columns.employer.codes[row] === 0 ? 0 : 1), 0);
  if (known >= minCoverage * rows.length) {
    const { ids, count, named } = clustersBy(columns.employer, rows);
    return { ids, count, employers: named };
  }
  const { ids, count } = clustersBy(columns.contributor, rows);
  return { ids, count, employers: null };
}
