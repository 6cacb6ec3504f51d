import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import type { CodedQuery } from './coded-query.js';
import type { CodedSets, OfferColumns } from './columns.js';
import { Condition, type Aspect, type CodedAspect } from './condition.js';
import { placeNames } from './place-names.js';

/** Rows that are sorted at a time: few enough to stay at hand. */
const STRETCH = 1024;
const kept = new Uint32Array(STRETCH);
const others = new Uint32Array(STRETCH);

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
    const open = this.#open(agreed);
    const conditions = open.map(({ condition }) => condition);
    const rungs = open.map(({ rung }) => rung);
    return (row) => {
      for (let i = conditions.length - 1; i >= 0; i--) if (!conditions[i]!.holds(row)) return rungs[i]!;
      return 0;
    };
  }

  /**
   * Sorts rows by the first rung that holds each, a stretch of them at a time.
   *
   * @param agreed what all rows share with the query, which need not be looked at
   * @param lowest rows of rungs below are passed over
   * @param take told of rows of a rung in their order; `rows` and what is in it are good for this call
   * @param enough asked before each stretch whether to stop
   */
  sort(
    list: Uint32Array,
    agreed: readonly Aspect[],
    lowest: number,
    take: (rung: number, rows: Uint32Array, count: number) => void,
    enough: () => boolean = () => false,
  ): void {
    const open = this.#open(agreed).filter(({ rung }) => rung >= lowest);
    for (let at = 0; at < list.length && !enough(); at += STRETCH) {
      let rows = list.subarray(at, at + STRETCH);
      let count = rows.length;
      for (let i = open.length - 1; i >= 0 && count > 0; i--) {
        const held = open[i]!.condition.part(rows, count, kept, others);
        if (held < count) take(open[i]!.rung, others, count - held);
        [rows, count] = [kept, held];
      }
      if (lowest === 0 && count > 0) take(0, rows, count);
    }
  }

  #open(agreed: readonly Aspect[]): { readonly condition: Condition; readonly rung: number }[] {
    return this.#conditions
      .map((condition, i) => ({ condition, rung: i + 1 }))
      .filter(({ condition: { aspect } }) => !agreed.includes(aspect));
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
