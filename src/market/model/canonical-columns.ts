import { evidenceTiers } from '../../domain/offer.js';
import { positionAmong, quantileKnots } from '../../stats/piecewise-linear.js';
import { UNKNOWN_DAY, type PayFactors } from '../columns.js';
import type { CodedProfile } from './pay-model.js';
import { roleWords } from './role-words.js';

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

const dictionaries = [
  'role',
  'level',
  'country',
  'region',
  'city',
  'workMode',
  'employment',
  'employer',
] as const;

/** Ragged lists: those of row i are `members[ends[i]] .. members[ends[i + 1] - 1]`. */
export interface Lists {
  readonly ends: Int32Array;
  readonly members: Int32Array;
}

/**
 * Offers, or one profile, in codes that depend on the texts alone and not on the order in which a dictionary met
 * them: code = 1 + rank of the text, 0 unknown; a role that no offer has gets the code after the last. Members of lists
 * are ranks, from 0; a word that no role has is -1.
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

/** How many codes each grouping has, that of the unknown included. */
export type Sizes = Readonly<Record<Grouping, number>>;

/** Turns the codes of a pool's columns, and of profiles in them, into canonical ones. */
export class Canon {
  readonly sizes: Sizes;
  readonly #skillRanks: Int32Array;
  readonly skillCount: number;
  readonly wordCount: number;
  readonly #ranks: Readonly<Record<(typeof dictionaries)[number], Int32Array>>;
  readonly #words: ReadonlyMap<string, number>;
  /** The words of each role, by its code in the pool. */
  readonly #wordsOfRole: readonly Int32Array[];
  readonly #bands: readonly number[];

  constructor(private readonly factors: PayFactors) {
    const ranks = dictionaries.map((name) => [name, ranksOf(factors[name].values)] as const);
    this.#ranks = Object.fromEntries(ranks) as Record<(typeof dictionaries)[number], Int32Array>;
    this.#skillRanks = ranksOf(factors.skills.values);
    this.skillCount = factors.skills.values.length - 1;
    const words = factors.role.values.map(roleWords);
    this.#words = new Map([...new Set(words.flat())].sort().map((word, rank) => [word, rank]));
    this.wordCount = this.#words.size;
    this.#wordsOfRole = words.map((list) => this.#rankWords(list));
    this.#bands = quantileKnots(factors.years.filter((years) => years >= 0).sort(), YEARS_BANDS + 1);
    const sizes = dictionaries.map((name) => [name, factors[name].values.length] as const);
    this.sizes = {
      ...(Object.fromEntries(sizes) as Record<(typeof dictionaries)[number], number>),
      tier: evidenceTiers.length + 1,
      yearsBand: YEARS_BANDS + 1,
    };
  }

  /** All offers of the pool. */
  rows(): CanonicalRows {
    const { factors } = this;
    const translated = dictionaries.map((name) => {
      const ranks = this.#ranks[name];
      return [name, Int32Array.from(factors[name].codes, (code) => ranks[code]!)] as const;
    });
    const groups = {
      ...(Object.fromEntries(translated) as Record<(typeof dictionaries)[number], Int32Array>),
      tier: Int32Array.from(factors.tier, (tier) => tier + 1),
      yearsBand: Int32Array.from(factors.years, (years) => this.#band(years)),
    };
    return {
      rows: factors.rows,
      groups,
      skills: sortedLists(
        Int32Array.from(factors.skills.offsets),
        Int32Array.from(factors.skills.codes, (code) => this.#skillRanks[code]! - 1),
      ),
      words: listsOf(factors.role.codes, this.#wordsOfRole),
      skillsKnown: factors.skills.known,
      years: Float64Array.from(factors.years, (years) => (years >= 0 ? years : NaN)),
      days: Float64Array.from(factors.day, (day) => (day === UNKNOWN_DAY ? NaN : day)),
    };
  }

  /** The name of a skill by its rank. */
  skillName(rank: number): string {
    return this.factors.skills.values[this.#skillRanks.indexOf(rank + 1)] ?? '';
  }

  /** One profile, as a single row. */
  profile(profile: CodedProfile): CanonicalRows {
    const group = (name: (typeof dictionaries)[number]): Int32Array =>
      Int32Array.of(this.#ranks[name][profile[name]] ?? 0);
    const skills = profile.skillsKnown
      ? Int32Array.from(profile.skills, (code) => (this.#skillRanks[code] ?? 0) - 1)
          .filter((rank) => rank >= 0)
          .sort()
      : new Int32Array(0);
    const unseen = profile.role === 0 && profile.roleText !== undefined;
    const words = unseen
      ? this.#rankWords(roleWords(profile.roleText))
      : (this.#wordsOfRole[profile.role] ?? new Int32Array(0));
    return {
      rows: 1,
      groups: {
        role: unseen ? Int32Array.of(this.sizes.role) : group('role'),
        level: group('level'),
        country: group('country'),
        region: group('region'),
        city: group('city'),
        workMode: group('workMode'),
        employment: group('employment'),
        employer: group('employer'),
        tier: Int32Array.of(profile.tier + 1),
        yearsBand: Int32Array.of(this.#band(profile.years)),
      },
      skills: { ends: Int32Array.of(0, skills.length), members: skills },
      words: { ends: Int32Array.of(0, words.length), members: words },
      skillsKnown: Uint8Array.of(profile.skillsKnown ? 1 : 0),
      years: Float64Array.of(profile.years >= 0 ? profile.years : NaN),
      days: Float64Array.of(profile.day === UNKNOWN_DAY ? NaN : profile.day),
    };
  }

  #rankWords(words: readonly string[]): Int32Array {
    return Int32Array.from(words, (word) => this.#words.get(word) ?? -1).sort();
  }

  #band(years: number): number {
    if (!(years >= 0) || this.#bands.length < 2) return 0;
    return 1 + positionAmong(this.#bands, years).segment;
  }
}

/** Bands of years of experience that effects may differ by, at quantiles of the data. */
const YEARS_BANDS = 10;

/** For each code, 1 + the rank of its text among the texts; 0 for code 0. */
function ranksOf(values: readonly string[]): Int32Array {
  const codes = Array.from(values.keys()).slice(1);
  codes.sort((a, b) => (values[a]! < values[b]! ? -1 : 1));
  const ranks = new Int32Array(values.length);
  codes.forEach((code, rank) => {
    ranks[code] = rank + 1;
  });
  return ranks;
}

/** Puts the members of each list in ascending order. */
function sortedLists(ends: Int32Array, members: Int32Array): Lists {
  for (let row = 0; row + 1 < ends.length; row++) {
    if (ends[row + 1]! - ends[row]! > 1) members.subarray(ends[row], ends[row + 1]).sort();
  }
  return { ends, members };
}

function listsOf(codes: Uint32Array, lists: readonly Int32Array[]): Lists {
  const ends = new Int32Array(codes.length + 1);
  codes.forEach((code, row) => {
    ends[row + 1] = ends[row]! + lists[code]!.length;
  });
  const members = new Int32Array(ends[codes.length]!);
  codes.forEach((code, row) => {
    members.set(lists[code]!, ends[row]);
  });
  return { ends, members };
}
