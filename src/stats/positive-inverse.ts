/**
 * The inverse of a symmetric positive definite matrix of some hundred rows, by its Cholesky factor L: first the inverse
 * of L, then the product of that with its transpose; every step goes along rows, as memory lies.
 *
 * @param matrix row by row, `size` x `size`; its lower triangle counts. Not changed.
 * @returns row by row. A pivot that is not above 1e-12 of its diagonal counts as that much. Cost: size^3 / 2.
 * @example positiveInverse(Float64Array.of(4, 0, 0, 2), 2) // Float64Array.of(0.25, 0, 0, 0.4999999999999999)
 */
export function positiveInverse(matrix: Float64Array, size: number): Float64Array {
  const factor = lowerFactor(matrix, size);
  const columns = inverseColumns(factor, size);
  const inverse = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const value = dot(columns, a * size, columns, b * size, a, size);
      inverse[a * size + b] = value;
      inverse[b * size + a] = value;
    }
  }
  return inverse;
}

/** Sum of left[k] x right[k] for k from `from` to `to` - 1, each row starting at its offset. */
function dot(
  left: Float64Array,
  leftStart: number,
  right: Float64Array,
  rightStart: number,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += left[leftStart + k]! * right[rightStart + k]!;
  return sum;
}

function lowerFactor(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const rest = matrix[i * size + j]! - dot(factor, i * size, factor, j * size, 0, j);
      factor[i * size + j] = rest / factor[j * size + j]!;
    }
    const diagonal = matrix[i * size + i]!;
    const rest = diagonal - dot(factor, i * size, factor, i * size, 0, i);
    factor[i * size + i] = Math.sqrt(Math.max(rest, 1e-12 * diagonal, Number.MIN_VALUE));
  }
  return factor;
}

/** The columns of the inverse of a lower factor, each as a row. */
function inverseColumns(factor: Float64Array, size: number): Float64Array {
  const columns = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    columns[j * size + j] = 1 / factor[j * size + j]!;
    for (let i = j + 1; i < size; i++) {
      columns[j * size + i] = -dot(factor, i * size, columns, j * size, j, i) / factor[i * size + i]!;
    }
  }
  return columns;
}
