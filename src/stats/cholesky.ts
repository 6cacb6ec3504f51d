/**
 * The Cholesky factor of a small symmetric matrix, ready to solve with. A pivot that is not above `1e-12` of its
 * diagonal counts as that much, so that a singular matrix gives finite answers.
 *
 * @param matrix row by row, `size` x `size`, symmetric and not negative definite
 */
export class Cholesky {
  readonly #factor: Float64Array;

  constructor(
    matrix: Float64Array,
    readonly size: number,
  ) {
    const factor = matrix.slice();
    for (let j = 0; j < size; j++) {
      for (let i = j; i < size; i++) {
        let sum = factor[i * size + j]!;
        for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
        const pivot = i === j ? Math.max(sum, 1e-12 * matrix[i * size + i]!, Number.MIN_VALUE) : 0;
        factor[i * size + j] = i === j ? Math.sqrt(pivot) : sum / factor[j * size + j]!;
      }
    }
    this.#factor = factor;
  }

  /**
   * Solves matrix x = right in place.
   *
   * @example new Cholesky(Float64Array.of(4, 2, 2, 2), 2).solve(Float64Array.of(8, 6)) // Float64Array.of(1, 2)
   */
  solve(right: Float64Array): Float64Array {
    const { size } = this;
    const factor = this.#factor;
    for (let i = 0; i < size; i++) {
      let sum = right[i]!;
      for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * right[k]!;
      right[i] = sum / factor[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = right[i]!;
      for (let k = i + 1; k < size; k++) sum -= factor[k * size + i]! * right[k]!;
      right[i] = sum / factor[i * size + i]!;
    }
    return right;
  }

  /** The inverse of the matrix, row by row. */
  inverse(): Float64Array {
    const { size } = this;
    const inverse = new Float64Array(size * size);
    for (let j = 0; j < size; j++) {
      const column = inverse.subarray(j * size, (j + 1) * size);
      column[j] = 1;
      this.solve(column);
    }
    return inverse;
  }
}
