/** Before so many questions a value that others can stand in for is not worth making. */
const OFTEN = 8;

/** A value that is made when it is first asked for, and kept. */
export class Later<Value> {
  #make: (() => Value) | undefined;
  #made: Value | undefined;
  #wanted = 0;

  constructor(make: () => Value) {
    this.#make = make;
  }

  get value(): Value {
    if (this.#make) {
      this.#made = this.#make();
      // What it was made from may go.
      this.#make = undefined;
    }
    return this.#made as Value;
  }

  /** The value once it was wanted often enough to be worth making; undefined before, where something else has to do. */
  get valueIfOften(): Value | undefined {
    return this.#make && ++this.#wanted < OFTEN ? undefined : this.value;
  }

  /** The value if it was asked for before. */
  get made(): Value | undefined {
    return this.#made;
  }
}
