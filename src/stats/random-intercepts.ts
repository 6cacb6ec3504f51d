/** Observations whose errors within a cluster have something in common. */
export interface ClusteredRows {
  /** The columns of row i that are not 0 are `columns[ends[i]] .. columns[ends[i + 1] - 1]`, with `values` likewise. */
  readonly ends: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  readonly response: Float64Array;
  /** One over the variance of a row's own error, up to a factor; above 0. */
  readonly weights: Float64Array;
  /** The rows of cluster c are `clusterEnds[c] .. clusterEnds[c + 1] - 1`. */
  readonly clusterEnds: Int32Array;
}

/** The equations of a generalised least-squares fit: gram x effects = right. */
export interface NormalEquations {
  readonly size: number;
  /** Row by row; only the lower triangle is filled. */
  readonly gram: Float64Array;
  readonly right: Float64Array;
  /** The weighted sum of squares of the response. */
  readonly squares: number;
}

/** Which columns a cluster has, and their weighted sums. */
class ClusterSums {
  readonly sums: Float64Array;
  readonly touched: number[] = [];
  readonly #seen: Uint8Array;
  weight = 0;
  response = 0;

  constructor(size: number) {
    this.sums = new Float64Array(size);
    this.#seen = new Uint8Array(size);
  }

  add(column: number, value: number): void {
    if (this.#seen[column] === 0) {
      this.#seen[column] = 1;
      this.touched.push(column);
    }
    this.sums[column]! += value;
  }

  clear(): void {
    for (const column of this.touched) this.sums[column] = this.#seen[column] = 0;
    this.touched.length = this.weight = this.response = 0;
  }
}

/**
 * The normal equations of a linear model whose rows have an intercept of their cluster's in common, which is random:
 * the errors' variance in units of a row's own is 1 / weight, plus `ratio` for all of a cluster together.
 *
 * @param ratio variance between clusters over that of a row of weight 1, not negative; 0 for independent rows
 * Cost: rows x (columns a row)^2 + clusters x (columns a cluster)^2.
 * Source: Henderson, Biometrics 31 (1975); the inverse of a cluster's covariance by Sherman and Morrison.
 */
export function randomInterceptEquations(rows: ClusteredRows, size: number, ratio: number): NormalEquations {
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  const sums = new ClusterSums(size);
  let squares = 0;
  for (let c = 0; c + 1 < rows.clusterEnds.length; c++) {
    sums.clear();
    for (let row = rows.clusterEnds[c]!; row < rows.clusterEnds[c + 1]!; row++) {
      squares += addRow(rows, row, gram, right, sums, size);
    }
    const share = ratio / (1 + ratio * sums.weight);
    if (share === 0) continue;
    squares -= share * sums.response ** 2;
    for (const a of sums.touched) {
      const pull = share * sums.sums[a]!;
      right[a]! -= pull * sums.response;
      for (const b of sums.touched) if (b <= a) gram[a * size + b]! -= pull * sums.sums[b]!;
    }
  }
  return { size, gram, right, squares };
}

/** Adds a row to the equations and to its cluster's sums; gives its part of the sum of squares. */
function addRow(
  { ends, columns, values, response, weights }: ClusteredRows,
  row: number,
  gram: Float64Array,
  right: Float64Array,
  sums: ClusterSums,
  size: number,
): number {
  const [weight, value] = [weights[row]!, response[row]!];
  sums.weight += weight;
  sums.response += weight * value;
  for (let k = ends[row]!; k < ends[row + 1]!; k++) {
    const a = columns[k]!;
    const weighed = weight * values[k]!;
    right[a]! += weighed * value;
    sums.add(a, weighed);
    for (let l = ends[row]!; l < ends[row + 1]!; l++) {
      const b = columns[l]!;
      if (b <= a) gram[a * size + b]! += weighed * values[l]!;
    }
  }
  return weight * value * value;
}
