/** How many bits a digit has: more for many values, so that there are fewer digits to go by. */
type DigitBits = 8 | 16;

/** Values as whole numbers of twice 32 bits that compare as they do. */
function wordsOf(values: Float64Array): readonly [lower: Uint32Array, upper: Uint32Array] {
  const bits = new DataView(new ArrayBuffer(8));
  const [lower, upper] = [new Uint32Array(values.length), new Uint32Array(values.length)];
  for (let i = 0; i < values.length; i++) {
    // Zero has two forms, which are equal.
    bits.setFloat64(0, values[i]! + 0);
    const [high, low] = [bits.getInt32(0), bits.getInt32(4)];
    // A negative number's bits ascend as it falls.
    const flip = high >> 31;
    upper[i] = high ^ (flip | 0x80000000);
    lower[i] = low ^ flip;
  }
  return [lower, upper];
}

/**
 * The indices of values in the order of the values, ties in the order given, by their digits. The cost is linear.
 *
 * @param values never NaN
 * @example radixOrder(Float64Array.of(3, -1, 2), 8) // Uint32Array.of(1, 2, 0)
 */
export function radixOrder(values: Float64Array, digitBits: DigitBits = 16): Uint32Array {
  const n = values.length;
  const mask = 2 ** digitBits - 1;
  const digits = digitBits === 8 ? new Uint8Array(n) : new Uint16Array(n);
  const next = new Uint32Array(mask + 2);
  let [order, spare] = [new Uint32Array(n), new Uint32Array(n)];
  for (let i = 0; i < n; i++) order[i] = i;
  for (const words of wordsOf(values)) {
    for (let shift = 0; shift < 32; shift += digitBits) {
      next.fill(0);
      for (let i = 0; i < n; i++) {
        const digit = (words[i]! >>> shift) & mask;
        digits[i] = digit;
        next[digit + 1]!++;
      }
      // A digit that all values share orders nothing.
      if (n === 0 || next[digits[0]! + 1] === n) continue;
      for (let digit = 0; digit < mask; digit++) next[digit + 1]! += next[digit]!;
      for (let k = 0; k < n; k++) {
        const index = order[k]!;
        spare[next[digits[index]!]!++] = index;
      }
      [order, spare] = [spare, order];
    }
  }
  return order;
}
