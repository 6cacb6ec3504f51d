const DIGIT_BITS = 16;
const DIGITS = 2 ** DIGIT_BITS;
const DIGITS_A_VALUE = 64 / DIGIT_BITS;

/** Sixteen bits a digit, the lowest digit first, such that values compare as their digits do. */
function digitsOf(values: Float64Array): Uint16Array[] {
  const n = values.length;
  const bits = new DataView(new ArrayBuffer(8));
  const digits = Array.from({ length: DIGITS_A_VALUE }, () => new Uint16Array(n));
  const [lowest, low, high, highest] = digits as [Uint16Array, Uint16Array, Uint16Array, Uint16Array];
  for (let i = 0; i < n; i++) {
    // Zero has two forms, which are equal.
    bits.setFloat64(0, values[i]! + 0);
    const [upper, lower] = [bits.getInt32(0), bits.getInt32(4)];
    // A negative number's bits ascend as it falls.
    const flip = upper >> 31;
    const top = upper ^ (flip | 0x80000000);
    const rest = lower ^ flip;
    lowest[i] = rest;
    low[i] = rest >>> DIGIT_BITS;
    high[i] = top;
    highest[i] = top >>> DIGIT_BITS;
  }
  return digits;
}

/**
 * The indices of values in the order of the values, ties in the order given, by their digits. The cost is linear.
 *
 * @param values never NaN
 * @example radixOrder(Float64Array.of(3, -1, 2)) // Uint32Array.of(1, 2, 0)
 */
export function radixOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let spare = new Uint32Array(n);
  for (const digits of digitsOf(values)) {
    const next = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < n; i++) next[digits[i]! + 1]!++;
    // A digit that all values share orders nothing.
    if (n === 0 || next[digits[0]! + 1] === n) continue;
    for (let digit = 0; digit < DIGITS; digit++) next[digit + 1]! += next[digit]!;
    for (let k = 0; k < n; k++) {
      const index = order[k]!;
      spare[next[digits[index]!]!++] = index;
    }
    [order, spare] = [spare, order];
  }
  return order;
}
