type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/**
 * A typed array that grows, in memory that threads can share. Who fills it writes to `numbers` itself: a method for all
 * kinds of numbers would be slow for each.
 */
export class Growing<T extends Numbers> {
  numbers: T;

  /** @param numbers to begin with; they are not changed */
  constructor(
    private readonly make: (length: number) => T,
    numbers?: T,
  ) {
    this.numbers = numbers ?? make(1024);
  }

  /** Makes room for so many numbers, and as many again, so that the cost a number is constant. */
  reserve(length: number): void {
    if (length <= this.numbers.length) return;
    const larger = this.make(Math.max(1024, length * 2));
    larger.set(this.numbers);
    this.numbers = larger;
  }

  /** Puts the first numbers in another order: at each place those of the place that `order` names, `width` a place. */
  reorder(order: Uint32Array, width = 1): void {
    const bytes = width * this.numbers.BYTES_PER_ELEMENT;
    const [from, words] = [this.numbers, bytes / Uint32Array.BYTES_PER_ELEMENT];
    const alike =
      bytes === 1 ? allAlike(bytesOf(from), order.length, 1) : allAlike(wordsOf(from), order.length, words);
    if (alike) return;
    const ordered = this.make(from.length);
    if (bytes === 1) moveBytes(bytesOf(from), bytesOf(ordered), order);
    else moveWords(wordsOf(from), wordsOf(ordered), order, words);
    this.numbers = ordered;
  }

  /** The first numbers. What is written later lies beyond their end. */
  take(length: number): T {
    return this.numbers.subarray(0, length) as T;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const wordsOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint32Array =>
  new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);

function moveBytes(from: Uint8Array, to: Uint8Array, order: Uint32Array): void {
  for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
}

/** Whether the first numbers, of so many words each, are all the same, as in a column that says nothing. */
function allAlike(words: Uint8Array | Uint32Array, count: number, width: number): boolean {
  for (let i = width; i < count * width; i++) if (words[i] !== words[i - width]) return false;
  return true;
}

/** Moves numbers of any kind as words of 32 bits: one loop for one kind is several times faster than one for all. */
function moveWords(from: Uint32Array, to: Uint32Array, order: Uint32Array, width: number): void {
  if (width === 1) {
    for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  } else if (width === 2) {
    for (let i = 0; i < order.length; i++) {
      const at = 2 * order[i]!;
      to[2 * i] = from[at]!;
      to[2 * i + 1] = from[at + 1]!;
    }
  } else {
    for (let i = 0; i < order.length; i++) {
      for (let k = 0; k < width; k++) to[i * width + k] = from[order[i]! * width + k]!;
    }
  }
}

/** Of memory that threads can share; what is not used of it costs nothing. */
type Make<T extends Numbers> = (numbers?: T) => Growing<T>;

export const float64: Make<Float64Array> = (numbers) =>
  new Growing((n) => new Float64Array(new SharedArrayBuffer(8 * n)), numbers);
export const float32: Make<Float32Array> = (numbers) =>
  new Growing((n) => new Float32Array(new SharedArrayBuffer(4 * n)), numbers);
export const int32: Make<Int32Array> = (numbers) =>
  new Growing((n) => new Int32Array(new SharedArrayBuffer(4 * n)), numbers);
export const uint32: Make<Uint32Array> = (numbers) =>
  new Growing((n) => new Uint32Array(new SharedArrayBuffer(4 * n)), numbers);
export const uint8: Make<Uint8Array> = (numbers) =>
  new Growing((n) => new Uint8Array(new SharedArrayBuffer(n)), numbers);
