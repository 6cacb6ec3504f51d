import type { Canon, CanonicalRows, Grouping, Lists, Sizes } from './canonical-columns.js';
import { UNSEEN } from './located.js';
import type { CellTerm, ListTerm } from './terms.js';

/** Gives each combination of codes that occurs a number from 0, in the order of the rows. */
export class CombinationIndex {
  readonly #numbers = new Map<number, number>();

  /** @param widths how many codes the second and further parts of a combination have */
  constructor(private readonly widths: readonly number[]) {}

  get size(): number {
    return this.#numbers.size;
  }

  /** One number that stands for a combination; -1 where a part of it is unknown. */
  key(first: number, others: readonly Int32Array[], row: number): number {
    let key = first;
    for (let k = 0; k < others.length; k++) {
      const code = others[k]![row]!;
      if (code === 0) return -1;
      key = key * this.widths[k]! + code;
    }
    return key;
  }

  /** The number of a key, a new one where it has none. */
  add(key: number): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The number of a key, `UNSEEN` where it never occurred. */
  find(key: number): number {
    return this.#numbers.get(key) ?? UNSEEN;
  }
}

/** Room for the code of a role that no offer has. */
const widthOf = (sizes: Sizes, grouping: Grouping): number => sizes[grouping] + 1;

/** The code of a row in a family of cells: -1 where a grouping is unknown. */
export class CellCoder {
  readonly #combinations: CombinationIndex | null;
  readonly #size: number;
  /** Whether "unknown" is a group of its own: some offers have it and others do not. Unnamed employers are many. */
  readonly #unknownToo: boolean;

  constructor(
    private readonly by: CellTerm['by'],
    rows: CanonicalRows,
    sizes: Sizes,
  ) {
    const [first, ...others] = by;
    const widths = others.map((grouping) => widthOf(sizes, grouping));
    this.#combinations = others.length === 0 ? null : new CombinationIndex(widths);
    this.#unknownToo = others.length === 0 && first !== 'employer' && rows.groups[first].includes(0);
    this.#size = sizes[first] - (this.#unknownToo ? 0 : 1);
  }

  /** How many codes there are. */
  get size(): number {
    return this.#combinations ? this.#combinations.size : this.#size;
  }

  /** Codes all rows; combinations that are new get a code. */
  learn(rows: CanonicalRows): Int32Array {
    const [first, ...others] = this.by.map((grouping) => rows.groups[grouping]);
    const combinations = this.#combinations;
    if (!combinations) return first!.map((code) => code - (this.#unknownToo ? 0 : 1));
    return first!.map((code, row) => {
      const key = code === 0 ? -1 : combinations.key(code, others, row);
      return key < 0 ? -1 : combinations.add(key);
    });
  }

  /** The code of one row, `UNSEEN` where no offer is in its cell. */
  code(rows: CanonicalRows, row: number): number {
    const first = rows.groups[this.by[0]][row]!;
    if (!this.#combinations) {
      const code = first - (this.#unknownToo ? 0 : 1);
      return code < this.#size ? code : UNSEEN;
    }
    if (first === 0) return -1;
    const others = this.by.slice(1).map((grouping) => rows.groups[grouping]);
    const key = this.#combinations.key(first, others, row);
    return key < 0 ? -1 : this.#combinations.find(key);
  }
}

/** The codes of a row in a family over lists. */
export class ListCoder {
  readonly #combinations: CombinationIndex | null;
  readonly #members: number;

  constructor(
    private readonly term: ListTerm,
    canon: Canon,
  ) {
    this.#combinations = term.by && new CombinationIndex([widthOf(canon.sizes, term.by)]);
    this.#members = term.of === 'words' ? canon.wordCount : canon.skillCount;
  }

  get size(): number {
    return this.#combinations ? this.#combinations.size : this.#members;
  }

  /** Codes the lists of all rows. */
  learn(rows: CanonicalRows): Lists {
    const { ends, members } = rows[this.term.of];
    const combinations = this.#combinations;
    if (!combinations) return { members, ends };
    const groups = [rows.groups[this.term.by!]];
    const coded = new Int32Array(members.length);
    for (let row = 0; row < rows.rows; row++) {
      for (let k = ends[row]!; k < ends[row + 1]!; k++) {
        const key = combinations.key(members[k]!, groups, row);
        coded[k] = key < 0 ? -1 : combinations.add(key);
      }
    }
    return { members: coded, ends };
  }

  /** The code of the k-th member of the flat list, which belongs to `row`; `UNSEEN` where it never occurred. */
  code(rows: CanonicalRows, row: number, k: number): number {
    const member = rows[this.term.of].members[k]!;
    if (member < 0) return UNSEEN;
    if (!this.#combinations) return member;
    const key = this.#combinations.key(member, [rows.groups[this.term.by!]], row);
    return key < 0 ? -1 : this.#combinations.find(key);
  }
}
