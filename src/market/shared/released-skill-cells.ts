import type { ReleasedDemand } from '../../domain/released-skills.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { plainText } from '../code-lookup.js';
import { placeNames } from '../place-names.js';

/** The cell that answers a question, and what of the question it does not tell apart, in words. */
export interface FoundDemand {
  readonly cell: ReleasedDemand;
  readonly widened: readonly string[];
}

const steps = ['role', 'level', 'country', 'region'] as const;

const keyOf = (path: readonly (string | null | undefined)[]): string =>
  JSON.stringify(path.flatMap((name) => (name == null ? [] : [plainText(name)])));

/** What a cell gives up of a question, in the order in which it is given up elsewhere. */
function widenedFor(query: WorthQuery, cell: ReleasedDemand): string[] {
  const place = placeNames(query);
  const when = (gone: boolean, words: string): string[] => (gone ? [words] : []);
  return [
    ...when(query.workMode !== undefined, 'any work mode'),
    ...when(place.city !== null, 'any city'),
    ...when(place.region !== null && cell.region === null, 'any region'),
    ...when(query.level !== undefined && cell.level === null, 'any level'),
    ...when(place.country !== null && cell.country === null, 'any country'),
  ];
}

/** What a release tells of what rows ask for, ready to be looked up in. */
export class ReleasedSkillCells {
  readonly #cells: ReadonlyMap<string, ReleasedDemand>;

  constructor(cells: readonly ReleasedDemand[]) {
    this.#cells = new Map(cells.map((cell) => [keyOf(steps.map((step) => cell[step])), cell]));
  }

  /** Whether the role has a cell. */
  hasRole(role: string): boolean {
    return this.#cells.has(keyOf([role]));
  }

  /** The deepest released cell that a query lies in, as far as it says where without a gap; null without one. */
  find(query: WorthQuery): FoundDemand | null {
    const asked = steps.map((step) => query[step]);
    const gap = asked.indexOf(undefined);
    const path = gap < 0 ? asked : asked.slice(0, gap);
    for (let depth = path.length; depth > 0; depth--) {
      const cell = this.#cells.get(keyOf(path.slice(0, depth)));
      if (cell) return { cell, widened: widenedFor(query, cell) };
    }
    return null;
  }
}
