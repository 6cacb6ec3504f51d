const NONE = 0xffffffff;

/** Numbers the digests of a file in the order in which they are first met. By 64 of their bits, in 20 bytes each. */
export class DigestIndex {
  /** Slots of open addressing: the number of a digest, or none. */
  private slots = new Uint32Array(1024).fill(NONE);
  private high = new Uint32Array(512);
  private low = new Uint32Array(512);
  private size = 0;

  /**
   * The number of a digest, from 0; for a new one its number with all bits turned (`~n`).
   *
   * @param digest at least 16 hex digits, as evenly spread as those of SHA-256
   */
  find(digest: string): number {
    const high = parseInt(digest.slice(0, 8), 16);
    const low = parseInt(digest.slice(8, 16), 16);
    const slot = this.slotOf(high, low);
    const known = this.slots[slot]!;
    if (known !== NONE) return known;
    const number = this.size++;
    this.slots[slot] = number;
    this.high[number] = high;
    this.low[number] = low;
    if (this.size === this.high.length) this.grow();
    return ~number;
  }

  private slotOf(high: number, low: number): number {
    const mask = this.slots.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot]!;
      if (number === NONE || (this.high[number] === high && this.low[number] === low)) return slot;
    }
  }

  private grow(): void {
    this.high = doubled(this.high);
    this.low = doubled(this.low);
    this.slots = new Uint32Array(this.slots.length * 2).fill(NONE);
    for (let number = 0; number < this.size; number++) {
      this.slots[this.slotOf(this.high[number]!, this.low[number]!)] = number;
    }
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Whole numbers under 2^32 in a list that grows. */
export class NumberList {
  private numbers = new Uint32Array(512);

  /** The number at a place; 0 where none was set. */
  at(place: number): number {
    return this.numbers[place] ?? 0;
  }

  set(place: number, number: number): void {
    while (place >= this.numbers.length) this.numbers = doubled(this.numbers);
    this.numbers[place] = number;
  }
}
