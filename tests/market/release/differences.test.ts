import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/domain/entry.js';
import type { CellPath } from '../../../src/domain/release.js';
import {
  ancestorsOf,
  withoutTellingDifferences,
  type Candidate,
} from '../../../src/market/release/differences.js';
import { offersOf, releaseOf } from './some-release.js';

const root: CellPath = { family: null, role: null, level: null, country: null, region: null };

function cell(path: Partial<CellPath>, people: readonly number[]): Candidate {
  const names = people.map(String);
  return { path: { ...root, ...path }, offers: { fingerprints: names, contributors: names } };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const pathsOf = (cells: readonly Candidate[]): CellPath[] => cells.map(({ path }) => path);

describe('subtraction', () => {
  const top = cell({}, range(0, 20));

  test('of children that leave nobody, or enough, takes nothing away', () => {
    const whole = [top, cell({ role: 'a' }, range(0, 12)), cell({ role: 'b' }, range(12, 20))];
    expect(withoutTellingDifferences(whole, 5)).toEqual(whole);
    const enough = [top, cell({ role: 'a' }, range(0, 15))];
    expect(withoutTellingDifferences(enough, 5)).toEqual(enough);
  });

  test('that would leave too few costs the smallest child', () => {
    const cells = [top, cell({ role: 'a' }, range(0, 10)), cell({ role: 'b' }, range(10, 17))];
    expect(pathsOf(withoutTellingDifferences(cells, 5))).toEqual([top.path, { ...root, role: 'a' }]);
  });

  test('sees through a child that is not published', () => {
    const cells = [top, cell({ role: 'a', level: 'x' }, range(0, 18))];
    expect(pathsOf(withoutTellingDifferences(cells, 5))).toEqual([top.path]);
  });

  test('counts contributors, not offers', () => {
    const people = {
      fingerprints: range(0, 30).map(String),
      contributors: range(0, 30).map((i) => `p${i % 20}`),
    };
    const all = { path: root, offers: people };
    const part = {
      path: { ...root, role: 'a' },
      offers: {
        fingerprints: people.fingerprints.slice(0, 26),
        contributors: people.contributors.slice(0, 26),
      },
    };
    expect(withoutTellingDifferences([all, part], 5)).toEqual([all]);
  });

  test('never leaves too few, whatever the tree, and keeps the root', () => {
    const names = fc.constantFrom('a', 'b', 'c');
    const person = fc.record({ role: names, level: names, country: names });
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 5, maxLength: 60 }),
        fc.integer({ min: 2, max: 10 }),
        (people, fewest) => {
          const members = new Map<string, number[]>();
          people.forEach(({ role, level, country }, i) => {
            const leaf = { ...root, role, level, country };
            for (const path of [leaf, ...ancestorsOf(leaf)]) {
              const key = JSON.stringify(path);
              members.set(key, [...(members.get(key) ?? []), i]);
            }
          });
          const cells = [...members]
            .map(([key, rows]) => cell(JSON.parse(key) as CellPath, rows))
            .filter(({ offers }) => offers.fingerprints.length >= fewest);
          const kept = withoutTellingDifferences(cells, fewest);
          expect(kept.length > 0).toBe(cells.length > 0);
          for (const above of kept) {
            const below = kept.filter(({ path }) =>
              ancestorsOf(path).some((up) => JSON.stringify(up) === JSON.stringify(above.path)),
            );
            if (below.length === 0) continue;
            const covered = new Set(below.flatMap(({ offers }) => offers.fingerprints));
            const left = above.offers.fingerprints.filter((name) => !covered.has(name)).length;
            expect(left === 0 || left >= fewest).toBe(true);
          }
        },
      ),
      { seed: 8, numRuns: 300 },
    );
  });
});

test('a release has a level of a role only where its other offers are of enough contributors', async () => {
  const levels = (seniors: number): Entry[] =>
    offersOf(24, 24, 24).map((entry, i) => ({ ...entry, level: i < seniors ? 'Senior' : undefined }));
  const seniorsOf = async (seniors: number): Promise<boolean> => {
    const { release } = await releaseOf(levels(seniors));
    return release.pools[0]!.cells.some(({ level }) => level === 'Senior');
  };
  expect(await seniorsOf(19)).toBe(true);
  expect(await seniorsOf(20)).toBe(false);
  expect(await seniorsOf(23)).toBe(false);
  expect(await seniorsOf(24)).toBe(true);
});
