import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import type { CodedQuery } from './coded-query.js';
import type { CodedSets, OfferColumns } from './columns.js';
import { placeNames } from './place-names.js';
import { yearsBand } from './years-band.js';

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

/** Something that a comparable offer shares with the query. */
interface Condition {
  readonly aspect: Aspect;
  /** What it is called, for people, to give the condition up. */
  readonly givenUp: string;
  holds(row: number): boolean;
}

class SameCode implements Condition {
  constructor(
    readonly aspect: Aspect,
    readonly givenUp: string,
    private readonly codes: Uint32Array,
    private readonly code: number,
  ) {}

  holds(row: number): boolean {
    return this.code !== 0 && this.codes[row] === this.code;
  }
}

class HasSkill implements Condition {
  readonly aspect = 'skill';

  constructor(
    readonly givenUp: string,
    private readonly skills: CodedSets,
    readonly code: number,
  ) {}

  holds(row: number): boolean {
    const { offsets, codes } = this.skills;
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++)
      if (codes[i] === this.code) return this.code !== 0;
    return false;
  }
}

class SameBand implements Condition {
  readonly aspect = 'years';
  readonly givenUp = 'any years of experience';

  constructor(
    private readonly years: Float32Array,
    private readonly band: number,
  ) {}

  holds(row: number): boolean {
    return yearsBand(this.years[row]!) === this.band;
  }
}

/** How many rows have each skill, by code; 0 for the code of no skill. */
export function skillFrequency(skills: CodedSets): Uint32Array {
  const frequency = new Uint32Array(skills.values.length);
  for (const code of skills.codes) frequency[code]!++;
  return frequency;
}

/** One condition a skill: the commonest is given up first, the rarest says most and goes last. */
function skillConditions(skills: CodedSets, asked: readonly string[], frequency: Uint32Array): HasSkill[] {
  return [...new Set(asked)]
    .map((name) => ({ name, code: codeOf(skills, name) }))
    .sort((a, b) => frequency[b.code]! - frequency[a.code]! || (a.name < b.name ? -1 : 1))
    .map(({ name, code }) => new HasSkill(`with or without ${name}`, skills, code));
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
        : [new SameCode(aspect, givenUp, columns[aspect].codes, coded[aspect])];
    const family = columns.family.values[coded.family]!;
    const place = placeNames(query);
    const whole = query.country ?? 'the country';
    const role = same('role', query.role, family ? `all ${family} roles` : 'all roles');
    const anyCountry = same('country', place.country, 'any country');
    const skills = skillConditions(columns.skills, query.skills ?? [], frequency);
    this.rarestSkill = skills.at(-1)?.code ?? 0;
    this.#conditions = [
      ...same('employer', query.employer, 'any employer'),
      ...same('workMode', query.workMode, 'any work mode'),
      ...skills,
      ...same('city', place.city, `all of ${query.region ?? whole}`),
      ...(query.years === undefined ? [] : [new SameBand(columns.years, yearsBand(query.years))]),
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

  /** The first rung that holds a row. */
  rungOf(row: number): number {
    for (let i = this.#conditions.length - 1; i >= 0; i--) if (!this.#conditions[i]!.holds(row)) return i + 1;
    return 0;
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
