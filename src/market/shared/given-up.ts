import type { ReleasedCell } from '../../domain/release.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { placeNames } from '../place-names.js';

/** What a query asks for that the cell which answers it does not tell apart. */
export interface GivenUp {
  /** In words, the narrowest first. */
  readonly widened: string[];
  /** Whether the cell is as deep as the query asks for in role, level and place. */
  readonly deep: boolean;
}

/** Compares a query with the cell that answers it. */
export function givenUp(query: WorthQuery, cell: ReleasedCell, family: string | null): GivenUp {
  const place = placeNames(query);
  const whole = query.country ?? 'the country';
  const when = (gone: boolean, words: string): string[] => (gone ? [words] : []);
  const beside = [
    ...when(query.employer !== undefined, 'any employer'),
    ...when(query.workMode !== undefined, 'any work mode'),
    ...(query.skills ?? []).map((skill) => `with or without ${skill}`),
    ...when(place.city !== null, `all of ${query.region ?? whole}`),
    ...when(query.years !== undefined, 'any years of experience'),
    ...when(query.employment !== undefined, 'any employment'),
  ];
  const path = [
    ...when(place.region !== null && cell.region === null, `all of ${whole}`),
    ...when(place.country !== null && cell.country === null, 'any country'),
    ...when(query.level !== undefined && cell.level === null, 'any level'),
    ...when(cell.role === null, family === null ? 'all roles' : `all ${family} roles`),
    ...when(family !== null && cell.family === null, 'all roles'),
  ];
  return { widened: [...beside, ...path], deep: path.length === 0 };
}
