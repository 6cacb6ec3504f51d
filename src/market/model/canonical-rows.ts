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
 * of the text, 0 unknown; a role that no offer has gets the code after the last. Members of lists are ranks, from 0,
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

/** A list that is written again and again. */
class OneList implements Lists {
  readonly ends = new Int32Array(2);
  members = new Int32Array(16);

  /** Replaces the members, which come in any order. */
  set(members: ArrayLike<number>): void {
    this.clear();
    for (let k = 0; k < members.length; k++) this.add(members[k]!);
  }

  clear(): void {
    this.ends[1] = 0;
  }

  /** Puts a member in its place. */
  add(member: number): void {
    const count = this.ends[1]!;
    if (count === this.members.length) {
      const more = new Int32Array(2 * count);
      more.set(this.members);
      this.members = more;
    }
    let at = count;
    for (; at > 0 && this.members[at - 1]! > member; at--) this.members[at] = this.members[at - 1]!;
    this.members[at] = member;
    this.ends[1] = count + 1;
  }
}

/** One profile or offer in canonical codes. A buffer: one for many. */
export class OneRow implements CanonicalRows {
  readonly rows = 1;
  readonly groups = Object.fromEntries(groupings.map((name) => [name, new Int32Array(1)])) as Record<
    Grouping,
    Int32Array
  >;
  readonly skills = new OneList();
  readonly words = new OneList();
  readonly skillsKnown = new Uint8Array(1);
  readonly years = new Float64Array(1);
  readonly days = new Float64Array(1);
}
