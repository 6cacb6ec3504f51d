import { expect, test } from '@jest/globals';
import { foldKey } from '../../src/vocabulary/fold.js';
import { RoleBook } from '../../src/vocabulary/role-book.js';
import { builtInData, builtInVocabulary } from './built-in.js';

const data = builtInData();
const vocabulary = builtInVocabulary();

/** Keys that two values of a table claim. */
function contested(table: Readonly<Record<string, readonly string[]>>, keyOf = foldKey): string[] {
  const owners = new Map<string, Set<string>>();
  for (const [value, names] of Object.entries(table)) {
    for (const name of [value, ...names]) {
      const key = keyOf(name);
      owners.set(key, (owners.get(key) ?? new Set()).add(value));
    }
  }
  return [...owners]
    .filter(([, values]) => values.size > 1)
    .map(([key, values]) => `${key}: ${[...values].join(', ')}`);
}

test('no name stands for two skills', () => {
  expect(contested(data.skills.skills)).toEqual([]);
});

test('no name stands for two roles', () => {
  const book = new RoleBook(data.roles);
  const roles = Object.assign({}, ...Object.values(data.roles.families)) as Record<string, string[]>;
  expect(contested(roles, (name) => book.key(name))).toEqual([]);
});

test('no name stands for two levels or two values of a term', () => {
  const { levels, terms } = data;
  const tables = [
    levels.levels,
    terms.workMode,
    terms.employment,
    terms.tax,
    terms.stage,
    terms.outcome,
    terms.period,
  ];
  for (const table of tables) expect(contested(table)).toEqual([]);
});

test('every role and level of the data is canonical, as a title too', () => {
  const ranks = new Set(data.levels.ranks);
  for (const roles of Object.values(data.roles.families)) {
    for (const role of Object.keys(roles)) {
      expect(vocabulary.role(role)).toBe(role);
      expect(vocabulary.title(role).role).toBe(role);
    }
  }
  for (const level of Object.values(data.roles.levels)) expect(ranks).toContain(level);
  expect(Object.keys(data.levels.levels)).toEqual(data.levels.ranks);
});

test('every place the words name exists', () => {
  const { places, placeWords } = data;
  for (const [country, regions] of Object.entries(placeWords.regions)) {
    expect(places.regions[country]).toEqual(expect.arrayContaining(Object.keys(regions)));
  }
  for (const name of Object.keys(placeWords.cities)) {
    const [country, city] = name.split('|') as [string, string];
    expect(places.cities[country]!.some((line) => line.startsWith(`${city}|`))).toBe(true);
  }
});

test("other names of cities are keys, and every city's region is one of its country", () => {
  const { cities, regions } = data.places;
  const wrong: string[] = [];
  for (const [country, lines] of Object.entries(cities)) {
    for (const line of lines) {
      const [, region, people, ...keys] = line.split('|');
      const placed = region === '-1' || regions[country]?.[Number(region)] !== undefined;
      if (!placed || !/^\d+$/.test(people!) || keys.some((key) => key !== foldKey(key))) wrong.push(line);
    }
  }
  expect(wrong).toEqual([]);
});
