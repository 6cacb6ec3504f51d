import type { Canon, CanonicalRows, Grouping, Sizes } from './canonical-columns.js';
import { UNSEEN } from './located.js';
import type { CellTerm, ListTerm } from './terms.js';

/** Gives each combination of two codes that occurs a number from 0, in the order of the rows. */
export class PairIndex {
  readonly #numbers = new Map<number, number>();

  constructor(private readonly width: number) {}

  get size(): number {
    return this.#numbers.size;
  }

  /** The number of a combination, a new one where it has none. */
  add(first: number, second: number): number {
    const key = first * this.width + second;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The number of a combination, `UNSEEN` where it never occurred. */
  find(first: number, second: number): number {
    return this.#numbers.get(first * this.width + second) ?? UNSEEN;
  }
}

/** The code of a row in a family of cells: -1 where a grouping is unknown. */
export class CellCoder {
  readonly #pairs: PairIndex | null;
  readonly #size: number;
  /** Whether "unknown" is a group of its own: some offers have it and others do not. */
  readonly #unknownToo: boolean;

  constructor(
    private readonly by: CellTerm['by'],
    rows: CanonicalRows,
    sizes: Sizes,
  ) {
    const [first, second] = by;
    this.#pairs = second === undefined ? null : new PairIndex(sizes[second] + 1);
    this.#unknownToo = second === undefined && rows.groups[first].includes(0);
    this.#size = sizes[first] - (this.#unknownToo ? 0 : 1);
  }

  /** How many codes there are. */
  get size(): number {
    return this.#pairs ? this.#pairs.size : this.#size;
  }

  /** Codes all rows; combinations that are new get a code. */
  learn(rows: CanonicalRows): Int32Array {
    const [first, second] = this.by.map((name: Grouping) => rows.groups[name]);
    const codes = new Int32Array(rows.rows);
    for (let row = 0; row < rows.rows; row++) {
      const [a, b] = [first![row]!, second ? second[row]! : -1];
      if (!this.#pairs) codes[row] = a - (this.#unknownToo ? 0 : 1);
      else codes[row] = a === 0 || b === 0 ? -1 : this.#pairs.add(a, b);
    }
    return codes;
  }

  /** The code of one row, `UNSEEN` where no offer is in its cell. */
  code(rows: CanonicalRows, row: number): number {
    const a = rows.groups[this.by[0]][row]!;
    if (!this.#pairs) {
      const code = a - (this.#unknownToo ? 0 : 1);
      return code < this.#size ? code : UNSEEN;
    }
    const b = rows.groups[this.by[1]!][row]!;
    return a === 0 || b === 0 ? -1 : this.#pairs.find(a, b);
  }
}

/** The codes of a row in a family over lists. */
export class ListCoder {
  readonly #pairs: PairIndex | null;
  readonly #members: number;

  constructor(
    private readonly term: ListTerm,
    canon: Canon,
  ) {
    this.#pairs = term.by === null ? null : new PairIndex(canon.sizes[term.by] + 1);
    this.#members = term.of === 'words' ? canon.wordCount : canon.skillCount;
  }

  get size(): number {
    return this.#pairs ? this.#pairs.size : this.#members;
  }

  /** Codes the lists of all rows. */
  learn(rows: CanonicalRows): { members: Int32Array; ends: Int32Array } {
    const { ends, members } = rows[this.term.of];
    if (!this.#pairs) return { members, ends };
    const groups = rows.groups[this.term.by!];
    const coded = new Int32Array(members.length);
    for (let row = 0; row < rows.rows; row++) {
      for (let k = ends[row]!; k < ends[row + 1]!; k++) coded[k] = this.#pairs.add(members[k]!, groups[row]!);
    }
    return { members: coded, ends };
  }

  /** The code of the k-th member of the flat list, which belongs to `row`; `UNSEEN` where it never occurred. */
  code(rows: CanonicalRows, row: number, k: number): number {
    const member = rows[this.term.of].members[k]!;
    if (member < 0) return UNSEEN;
    return this.#pairs ? this.#pairs.find(member, rows.groups[this.term.by!][row]!) : member;
  }
}
