import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/domain/entry.js';
import { query } from '../some-market.js';
import { answersOf, offersOf, releaseOf } from './some-release.js';

/** As many offers of people of their own as each quarter says. */
function dated(counts: Readonly<Record<string, number>>): Entry[] {
  const dates = Object.entries(counts).flatMap(([quarter, count]) =>
    Array.from({ length: count }, () => quarter),
  );
  return offersOf(dates.length, dates.length, dates.length).map((entry, i) => ({
    ...entry,
    date: dates[i]!,
  }));
}

async function quartersOf(counts: Readonly<Record<string, number>>): Promise<string[]> {
  const { release } = await releaseOf(dated(counts));
  const ofRole = release.pools[0]!.quarters.filter(({ role, level }) => role !== null && level === null);
  return ofRole.map(({ quarter }) => quarter);
}

describe('a quarter of a cell', () => {
  test('is released where enough stand behind it', async () => {
    expect(await quartersOf({ '2024-Q1': 5, '2024-Q2': 9 })).toEqual(['2024-Q1', '2024-Q2']);
    expect(await quartersOf({ '2024-Q1': 4, '2024-Q2': 4, '2024-Q3': 4 })).toEqual([]);
  });

  test('is withheld where the others of its cell could be told by subtraction', async () => {
    expect(await quartersOf({ '2024-Q1': 10, '2024-Q2': 4 })).toEqual([]);
    expect(await quartersOf({ '2024-Q1': 10, '2024-Q2': 4, '2024-Q3': 1 })).toEqual(['2024-Q1']);
    expect(await quartersOf({ '2024-Q1': 10, '2024-Q2': 7, '2024-Q3': 2 })).toEqual(['2024-Q1']);
  });

  const first = dated({ '2024-Q1': 8, '2024-Q2': 8, '2024-Q3': 8 });
  /** The first so many offers of each quarter with another pay. */
  const raised = (...counts: readonly number[]): Entry[] =>
    first.map((entry, i) =>
      i % 8 < counts[Math.floor(i / 8)]! ? { ...entry, payMin: 10_200_000, payMax: 10_200_000 } : entry,
    );

  test('keeps its figure until enough has changed in it, whatever changed in its cell', async () => {
    const before = await releaseOf(first);
    const valuesAfter = async (entries: readonly Entry[]): Promise<Record<string, number>> => {
      const { release } = await releaseOf(entries, { before: before.ledger });
      const ofRole = release.pools[0]!.quarters.filter(({ role, level }) => role !== null && level === null);
      return Object.fromEntries(ofRole.map(({ quarter, value }) => [quarter, value]));
    };
    const was = await valuesAfter(first);
    const some = await valuesAfter(raised(6, 3, 2));
    expect(some).toEqual({ ...was, '2024-Q1': expect.any(Number) });
    expect(some['2024-Q1']).not.toBe(was['2024-Q1']);
    expect((await valuesAfter(raised(6, 6, 6)))['2024-Q2']).not.toBe(was['2024-Q2']);
  });

  test('that keeps its figure is withheld where its cell, made anew, would tell what changed in it', async () => {
    const before = await releaseOf(first);
    const { release } = await releaseOf(raised(6, 3, 0), { before: before.ledger });
    const ofRole = release.pools[0]!.quarters.filter(({ role, level }) => role !== null && level === null);
    expect(ofRole).toHaveLength(2);
  });

  test('is a point of the trend, where that is asked for', async () => {
    const answers = answersOf(await releaseOf(dated({ '2023-Q4': 12, '2024-Q1': 12, '2024-Q2': 12 })));
    const { trend } = answers.estimate(query({ trend: true }));
    expect(trend!.map(({ quarter, offers }) => [quarter, offers])).toEqual([
      ['2023-Q4', 10],
      ['2024-Q1', 10],
      ['2024-Q2', 10],
    ]);
    expect(trend![2]!.value).toBeGreaterThan(trend![0]!.value);
    expect(answers.estimate(query())).not.toHaveProperty('trend');
  });
});
