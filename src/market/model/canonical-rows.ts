/** The factors that put an offer into one of several groups. */
export const groupings = [
  'role',
  'level',
  'country',
  'region',
  'city',
  'workMode',
  'employment',
  'employer',
  'tier',
  'yearsBand',
] as const;

export type Grouping = (typeof groupings)[number];

/** Ragged lists: those of row i are `members[ends[i]] .. members[ends[i + 1] - 1]`. */
export interface Lists {
  readonly ends: Int32Array;
  readonly members: Int32Array;
}

/**
 * Offers in codes that depend on the texts alone and not on the order in which a dictionary met them: code = 1 + rank
 * of the text, 0 unknown; a value that no offer has gets the code after the last. Members of lists are ranks, from 0,
 * ascending; a word that no role has is -1.
 */
export interface CanonicalRows {
  readonly rows: number;
  readonly groups: Readonly<Record<Grouping, Int32Array>>;
  readonly skills: Lists;
  readonly words: Lists;
  /** 1 where the skills were recorded. */
  readonly skillsKnown: Uint8Array;
  /** NaN where unknown. */
  readonly years: Float64Array;
  /** Day numbers, NaN where unknown. */
  readonly days: Float64Array;
}

/** Lists that are written again and again. */
class ListBuffer implements Lists {
  readonly ends: Int32Array;
  members = new Int32Array(16);
  #row = 0;

  constructor(rows: number) {
    this.ends = new Int32Array(rows + 1);
  }

  /** Goes on to the list of a row, which is empty then; the rows come in order. */
  start(row: number): void {
    this.#row = row;
    this.ends[row + 1] = this.ends[row]!;
  }

  /** Puts a member in its place. */
  add(member: number): void {
    const [from, count] = [this.ends[this.#row]!, this.ends[this.#row + 1]!];
    if (count === this.members.length) {
      const more = new Int32Array(2 * count);
      more.set(this.members);
      this.members = more;
    }
    let at = count;
    for (; at > from && this.members[at - 1]! > member; at--) this.members[at] = this.members[at - 1]!;
    this.members[at] = member;
    this.ends[this.#row + 1] = count + 1;
  }

  /** Starts the list of a row and adds its members, which come in any order. */
  set(row: number, members: ArrayLike<number>): void {
    this.start(row);
    for (let k = 0; k < members.length; k++) this.add(members[k]!);
  }
}

/** Profiles or offers in canonical codes, at most so many at a time. A buffer: one for many. */
export class RowBuffer implements CanonicalRows {
  readonly groups: Readonly<Record<Grouping, Int32Array>>;
  readonly skills: ListBuffer;
  readonly words: ListBuffer;
  readonly skillsKnown: Uint8Array;
  readonly years: Float64Array;
  readonly days: Float64Array;
  /** How many it holds. */
  rows = 0;

  constructor(readonly capacity: number) {
    this.groups = Object.fromEntries(groupings.map((name) => [name, new Int32Array(capacity)])) as Record<
      Grouping,
      Int32Array
    >;
    this.skills = new ListBuffer(capacity);
    this.words = new ListBuffer(capacity);
    this.skillsKnown = new Uint8Array(capacity);
    this.years = new Float64Array(capacity);
    this.days = new Float64Array(capacity);
  }
}
