import { evidenceTiers } from '../../domain/offer.js';
import { positionAmong, quantileKnots } from '../../stats/piecewise-linear.js';
import { UNKNOWN_DAY, type PayFactors } from '../columns.js';
import { RowBuffer, type CanonicalRows, type Grouping, type Lists } from './canonical-rows.js';
import type { CodedProfile } from './coded-profile.js';
import { roleWords } from './role-words.js';

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

type Dictionary = (typeof dictionaries)[number];

/** How many codes each grouping has, that of the unknown included. */
export type Sizes = Readonly<Record<Grouping, number>>;

/** Bands of years of experience that effects may differ by, at quantiles of the offers. */
const YEARS_BANDS = 10;

/** The edges of the bands of years, of offers as they are in a pool's columns. */
export function yearsBands(factors: PayFactors): number[] {
  return quantileKnots(factors.years.filter((years) => years >= 0).sort(), YEARS_BANDS + 1);
}

/** Turns the codes of a pool's columns, and of profiles in them, into canonical ones. */
export class Canon {
  readonly sizes: Sizes;
  readonly skillCount: number;
  readonly wordCount: number;
  readonly #ranks: Readonly<Record<Dictionary, Int32Array>>;
  readonly #skillRanks: Int32Array;
  readonly #words: ReadonlyMap<string, number>;
  /** The words of each role, by its code in the pool. */
  readonly #wordsOfRole: readonly Int32Array[];
  readonly #profile = new RowBuffer(1);
  #offers = new RowBuffer(0);

  constructor(
    private readonly factors: PayFactors,
    private readonly bands: readonly number[],
  ) {
    this.#ranks = byDictionary((name) => ranksOf(factors[name].values));
    this.#skillRanks = ranksOf(factors.skills.values);
    this.skillCount = factors.skills.values.length - 1;
    const words = factors.role.values.map(roleWords);
    this.#words = new Map([...new Set(words.flat())].sort().map((word, rank) => [word, rank]));
    this.wordCount = this.#words.size;
    this.#wordsOfRole = words.map((list) => this.#rankWords(list));
    this.sizes = {
      ...byDictionary((name) => factors[name].values.length),
      tier: evidenceTiers.length + 1,
      yearsBand: YEARS_BANDS + 1,
    };
  }

  /** The name of a skill by its rank. */
  skillName(rank: number): string {
    return this.factors.skills.values[this.#skillRanks.indexOf(rank + 1)] ?? '';
  }

  /** All offers of the pool. */
  rows(): CanonicalRows {
    const { factors } = this;
    return {
      rows: factors.rows,
      groups: {
        ...byDictionary((name) => {
          const ranks = this.#ranks[name];
          return Int32Array.from(factors[name].codes, (code) => ranks[code]!);
        }),
        tier: Int32Array.from(factors.tier, (tier) => tier + 1),
        yearsBand: Int32Array.from(factors.years, (years) => this.#band(years)),
      },
      skills: sortedLists(
        Int32Array.from(factors.skills.offsets),
        Int32Array.from(factors.skills.codes, (code) => this.#skillRanks[code]! - 1),
      ),
      words: listsOf(factors.role.codes, this.#wordsOfRole),
      skillsKnown: factors.skills.known,
      years: Float64Array.from(factors.years, knownYears),
      days: Float64Array.from(factors.day, knownDay),
    };
  }

  /** Some offers of the pool; good until others are read. */
  readRows(picked: Uint32Array): CanonicalRows {
    if (picked.length > this.#offers.capacity) this.#offers = new RowBuffer(picked.length);
    const [offers, { role, skills, years, day, tier }] = [this.#offers, this.factors];
    offers.rows = picked.length;
    for (const name of dictionaries) {
      const [codes, ranks, into] = [this.factors[name].codes, this.#ranks[name], offers.groups[name]];
      for (let i = 0; i < picked.length; i++) into[i] = ranks[codes[picked[i]!]!]!;
    }
    for (let i = 0; i < picked.length; i++) {
      const row = picked[i]!;
      const end = skills.offsets[row + 1]!;
      offers.skills.start(i);
      for (let k = skills.offsets[row]!; k < end; k++)
        offers.skills.add(this.#skillRanks[skills.codes[k]!]! - 1);
      offers.words.set(i, this.#wordsOfRole[role.codes[row]!]!);
      offers.skillsKnown[i] = skills.known[row]!;
      this.#readNumbers(offers, i, years[row]!, day[row]!, tier[row]!);
    }
    return offers;
  }

  /** One profile; good until the next one is read. */
  readProfile(profile: CodedProfile): CanonicalRows {
    const one = this.#profile;
    one.rows = 1;
    for (const name of dictionaries)
      one.groups[name][0] = this.#ranks[name][profile[name]] ?? this.sizes[name];
    const skills = profile.skillsKnown ? profile.skills : [];
    const ranks = skills.map((code) => (this.#skillRanks[code] ?? 0) - 1);
    one.skills.set(
      0,
      ranks.filter((rank) => rank >= 0),
    );
    if (profile.role === 0 && profile.roleText !== undefined) {
      one.groups.role[0] = this.sizes.role;
      one.words.set(0, this.#rankWords(roleWords(profile.roleText)));
    } else one.words.set(0, this.#wordsOfRole[profile.role] ?? []);
    one.skillsKnown[0] = profile.skillsKnown ? 1 : 0;
    this.#readNumbers(one, 0, profile.years, profile.day, profile.tier);
    return one;
  }

  #readNumbers(into: RowBuffer, i: number, years: number, day: number, tier: number): void {
    into.groups.tier[i] = tier + 1;
    into.groups.yearsBand[i] = this.#band(years);
    into.years[i] = knownYears(years);
    into.days[i] = knownDay(day);
  }

  #rankWords(words: readonly string[]): Int32Array {
    return Int32Array.from(words, (word) => this.#words.get(word) ?? -1).sort();
  }

  #band(years: number): number {
    if (!(years >= 0) || this.bands.length < 2) return 0;
    return 1 + positionAmong(this.bands, years).segment;
  }
}

function byDictionary<Value>(valueOf: (name: Dictionary) => Value): Record<Dictionary, Value> {
  return Object.fromEntries(dictionaries.map((name) => [name, valueOf(name)])) as Record<Dictionary, Value>;
}

const knownYears = (years: number): number => (years >= 0 ? years : NaN);
const knownDay = (day: number): number => (day === UNKNOWN_DAY ? NaN : day);

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
