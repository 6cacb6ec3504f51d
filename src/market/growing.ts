type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** A typed array that grows at its end, at a constant cost a number. */
export class Growing<T extends Numbers> {
  #numbers: T;
  #length = 0;

  constructor(private readonly make: (length: number) => T) {
    this.#numbers = make(1024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = this.make(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = value;
  }

  /** The numbers so far, in an array of their own. */
  take(): T {
    const taken = this.make(this.#length);
    taken.set(this.#numbers.subarray(0, this.#length));
    return taken;
  }
}

export const float64 = (): Growing<Float64Array> => new Growing((n) => new Float64Array(n));
export const float32 = (): Growing<Float32Array> => new Growing((n) => new Float32Array(n));
export const int32 = (): Growing<Int32Array> => new Growing((n) => new Int32Array(n));
export const uint32 = (): Growing<Uint32Array> => new Growing((n) => new Uint32Array(n));
export const uint8 = (): Growing<Uint8Array> => new Growing((n) => new Uint8Array(n));
