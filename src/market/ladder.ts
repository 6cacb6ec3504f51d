import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import type { CodedColumn, CodedSets, OfferColumns } from './columns.js';
import { placeNames } from './place-names.js';
import { yearsBand } from './years-band.js';

/** Something that a comparable offer shares with the query. */
interface Condition {
  /** What it is called, for people, to give the condition up. */
  readonly givenUp: string;
  readonly holds: (row: number) => boolean;
}

/**
 * The ordered ladder of cohorts of a query: rung 0 is the exact cell, each further rung gives up one more condition,
 * the last is all offers. Conditions that the query does not set are not there.
 */
export interface Ladder {
  /** The number of the last rung. */
  readonly top: number;
  /** The first rung that holds a row. */
  rungOf(row: number): number;
  /** What was given up on the way to a rung, in order. */
  givenUp(rung: number): string[];
}

function sameCode(column: CodedColumn, text: string | null | undefined, givenUp: string): Condition[] {
  if (text === undefined || text === null) return [];
  const code = codeOf(column, text);
  return [{ givenUp, holds: (row) => code !== 0 && column.codes[row] === code }];
}

function hasSkill(skills: CodedSets, code: number, row: number): boolean {
  for (let i = skills.offsets[row]!; i < skills.offsets[row + 1]!; i++) {
    if (skills.codes[i] === code) return true;
  }
  return false;
}

/** One condition a skill: the commonest is given up first, the rarest says most and goes last. */
function skillConditions(skills: CodedSets, asked: readonly string[], frequency: Uint32Array): Condition[] {
  return [...new Set(asked)]
    .map((name) => ({ name, code: codeOf(skills, name) }))
    .sort((a, b) => frequency[b.code]! - frequency[a.code]! || (a.name < b.name ? -1 : 1))
    .map(({ name, code }) => ({
      givenUp: `with or without ${name}`,
      holds: (row) => code !== 0 && hasSkill(skills, code, row),
    }));
}

/** How many rows have each skill, by code; 0 for the code of no skill. */
export function skillFrequency(skills: CodedSets): Uint32Array {
  const frequency = new Uint32Array(skills.values.length);
  for (const code of skills.codes) frequency[code] = frequency[code]! + 1;
  return frequency;
}

function conditionsOf(columns: OfferColumns, query: WorthQuery, frequency: Uint32Array): Condition[] {
  const place = placeNames(query);
  const band = query.years === undefined ? null : yearsBand(query.years);
  const family = columns.family.values[familyCode(columns, codeOf(columns.role, query.role))]!;
  return [
    ...sameCode(columns.employer, query.employer, 'any employer'),
    ...sameCode(columns.workMode, query.workMode, 'any work mode'),
    ...skillConditions(columns.skills, query.skills ?? [], frequency),
    ...sameCode(columns.city, place.city, `all of ${query.region ?? query.country ?? 'the country'}`),
    ...(band === null
      ? []
      : [
          {
            givenUp: 'any years of experience',
            holds: (row: number) => yearsBand(columns.years[row]!) === band,
          },
        ]),
    ...sameCode(columns.region, place.region, `all of ${query.country ?? 'the country'}`),
    ...sameCode(columns.employment, query.employment, 'any employment'),
    ...sameCode(columns.level, query.level, 'any level'),
    ...sameCode(columns.role, query.role, family ? `all ${family} roles` : 'all roles'),
    ...sameCode(columns.country, place.country, 'any country'),
    ...(family ? sameCode(columns.family, family, 'all roles') : []),
  ];
}

/** The family of a role, as its rows have it; 0 where it has none. */
function familyCode(columns: OfferColumns, role: number): number {
  const row = role === 0 ? -1 : columns.role.codes.indexOf(role);
  return row < 0 ? 0 : columns.family.codes[row]!;
}

/** The ladder of a query over some offers. */
export function ladderOf(columns: OfferColumns, query: WorthQuery, frequency: Uint32Array): Ladder {
  const conditions = conditionsOf(columns, query, frequency);
  return {
    top: conditions.length,
    rungOf: (row) => conditions.findLastIndex((condition) => !condition.holds(row)) + 1,
    givenUp: (rung) => conditions.slice(0, rung).map((condition) => condition.givenUp),
  };
}
