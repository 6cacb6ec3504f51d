import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import type { CodedQuery } from './coded-query.js';
import type { CodedSets, OfferColumns } from './columns.js';
import { placeNames } from './place-names.js';
import { bandAround } from './years-band.js';

/** What a condition is on. */
export type Aspect =
  | 'employer'
  | 'workMode'
  | 'skill'
  | 'city'
  | 'years'
  | 'region'
  | 'employment'
  | 'level'
  | 'role'
  | 'country'
  | 'family';

type CodedAspect = Exclude<Aspect, 'skill' | 'years'>;

/** A code that no row has. */
const NO_CODE = -1;
const NO_CODES = new Uint32Array(0);
const NO_YEARS = new Float32Array(0);

/** What a condition looks at: one code of a row, one of its set of codes, or its years. */
type Looks = 'code' | 'set' | 'years';

/**
 * Something that a comparable offer shares with the query. One class for all kinds: thousands of rows are asked a
 * question, and a call that is always of the same method costs nothing.
 */
class Condition {
  private codes: Uint32Array = NO_CODES;
  private offsets: Uint32Array = NO_CODES;
  private years: Float32Array = NO_YEARS;
  private code = NO_CODE;
  private from = 0;
  private below = 0;

  private constructor(
    readonly aspect: Aspect,
    /** What it is called, for people, to give the condition up. */
    readonly givenUp: string,
    private readonly looks: Looks,
  ) {}

  static sameCode(aspect: CodedAspect, givenUp: string, codes: Uint32Array, code: number): Condition {
    const condition = new Condition(aspect, givenUp, 'code');
    condition.codes = codes;
    condition.code = code || NO_CODE;
    return condition;
  }

  static hasSkill(givenUp: string, { codes, offsets }: CodedSets, code: number): Condition {
    const condition = new Condition('skill', givenUp, 'set');
    condition.codes = codes;
    condition.offsets = offsets;
    condition.code = code || NO_CODE;
    return condition;
  }

  static sameBand(years: Float32Array, asked: number): Condition {
    const condition = new Condition('years', 'any years of experience', 'years');
    condition.years = years;
    const { from, below } = bandAround(asked);
    condition.from = from;
    condition.below = below;
    return condition;
  }

  holds(row: number): boolean {
    if (this.looks === 'code') return this.codes[row] === this.code;
    if (this.looks === 'years') return this.years[row]! >= this.from && this.years[row]! < this.below;
    const end = this.offsets[row + 1]!;
    for (let i = this.offsets[row]!; i < end; i++) if (this.codes[i] === this.code) return true;
    return false;
  }
}

/** One condition a skill: the commonest is given up first, the rarest says most and goes last. */
function skillConditions(
  skills: CodedSets,
  asked: readonly string[],
  frequency: Uint32Array,
): { readonly conditions: readonly Condition[]; readonly rarest: number } {
  const sorted = [...new Set(asked)]
    .map((name) => ({ name, code: codeOf(skills, name) }))
    .sort((a, b) => frequency[b.code]! - frequency[a.code]! || (a.name < b.name ? -1 : 1));
  return {
    conditions: sorted.map(({ name, code }) => Condition.hasSkill(`with or without ${name}`, skills, code)),
    rarest: sorted.at(-1)?.code ?? 0,
  };
}

/**
 * The ordered ladder of cohorts of a query: rung 0 is the exact cell, each further rung gives up one more condition,
 * the last is all offers. Conditions that the query does not set are not there. A role of no known family is looked
 * for in other countries before other roles are.
 */
export class Ladder {
  readonly #conditions: readonly Condition[];
  /** The code of the skill that is given up last; 0 where none is asked for or no offer has it. */
  readonly rarestSkill: number;

  constructor(columns: OfferColumns, query: WorthQuery, coded: CodedQuery, frequency: Uint32Array) {
    const same = (aspect: CodedAspect, asked: string | null | undefined, givenUp: string): Condition[] =>
      asked === undefined || asked === null
        ? []
        : [Condition.sameCode(aspect, givenUp, columns[aspect].codes, coded[aspect])];
    const family = columns.family.values[coded.family]!;
    const place = placeNames(query);
    const whole = query.country ?? 'the country';
    const role = same('role', query.role, family ? `all ${family} roles` : 'all roles');
    const anyCountry = same('country', place.country, 'any country');
    const skills = skillConditions(columns.skills, query.skills ?? [], frequency);
    this.rarestSkill = skills.rarest;
    this.#conditions = [
      ...same('employer', query.employer, 'any employer'),
      ...same('workMode', query.workMode, 'any work mode'),
      ...skills.conditions,
      ...same('city', place.city, `all of ${query.region ?? whole}`),
      ...(query.years === undefined ? [] : [Condition.sameBand(columns.years, query.years)]),
      ...same('region', place.region, `all of ${whole}`),
      ...same('employment', query.employment, 'any employment'),
      ...same('level', query.level, 'any level'),
      ...(family ? [...role, ...anyCountry] : [...anyCountry, ...role]),
      ...(family ? same('family', family, 'all roles') : []),
    ];
  }

  /** The number of the last rung, which holds every row. */
  get top(): number {
    return this.#conditions.length;
  }

  /**
   * Tells the first rung that holds a row.
   *
   * @param agreed what all rows that it is told of share with the query, which need not be looked at
   */
  rungs(agreed: readonly Aspect[] = []): (row: number) => number {
    const open = this.#conditions
      .map((condition, i) => ({ condition, rung: i + 1 }))
      .filter(({ condition: { aspect } }) => !agreed.includes(aspect));
    const conditions = open.map(({ condition }) => condition);
    const rungs = open.map(({ rung }) => rung);
    return (row) => {
      for (let i = conditions.length - 1; i >= 0; i--) if (!conditions[i]!.holds(row)) return rungs[i]!;
      return 0;
    };
  }

  /** The last rung on which a condition on an aspect holds; -1 where the query sets none. */
  lastRungOf(aspect: Aspect): number {
    return this.#conditions.findLastIndex((condition) => condition.aspect === aspect);
  }

  /** Whether the query sets a condition on an aspect. */
  asks(aspect: Aspect): boolean {
    return this.lastRungOf(aspect) >= 0;
  }

  /** What was given up on the way to a rung, in order. */
  givenUp(rung: number): string[] {
    return this.#conditions.slice(0, rung).map((condition) => condition.givenUp);
  }
}
