import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/domain/entry.js';
import { offer } from '../some-market.js';
import { offersOf, percentilesOf, releaseOf, rootOf } from './some-release.js';

const first = offersOf(30, 30, 30);
const arrivals = (count: number, contributorOf = (i: number): string => `new${i}`): Entry[] =>
  Array.from({ length: count }, (_, i) =>
    offer(108_000 + 100 * i, { contributor: contributorOf(i), employer: `f${i}` }),
  );

describe('from one release to the next', () => {
  test('a cell keeps its figures until enough contributors have changed in it', async () => {
    const before = await releaseOf(first);
    for (const [count, preset, changes] of [
      [1, 'team', false],
      [4, 'team', false],
      [5, 'team', true],
    ] as const) {
      const after = await releaseOf([...first, ...arrivals(count)], { preset, before: before.ledger });
      expect(after.release.hash !== before.release.hash).toBe(changes);
    }
  });

  test('strictly, ten have to', async () => {
    const before = await releaseOf(first, { preset: 'strict' });
    const hashAfter = async (count: number): Promise<string> =>
      (await releaseOf([...first, ...arrivals(count)], { preset: 'strict', before: before.ledger })).release
        .hash;
    expect(await hashAfter(9)).toBe(before.release.hash);
    expect(await hashAfter(10)).not.toBe(before.release.hash);
  });

  test('none of them may hold more than a fourth of what changed', async () => {
    const before = await releaseOf(first);
    const mostly = (i: number): string => (i < 3 ? 'x' : `new${i}`);
    const dominated = await releaseOf([...first, ...arrivals(8, mostly)], { before: before.ledger });
    expect(dominated.release).toEqual(before.release);
    const shared = await releaseOf([...first, ...arrivals(12, mostly)], { before: before.ledger });
    expect(shared.release).not.toEqual(before.release);
  });

  test('edits and what was taken back count like arrivals', async () => {
    const before = await releaseOf(first);
    const raised = (count: number): Entry[] =>
      first.map((entry, i) => (i < count ? { ...entry, payMin: 11_000_000, payMax: 11_000_000 } : entry));
    expect((await releaseOf(raised(4), { before: before.ledger })).release).toEqual(before.release);
    expect((await releaseOf(raised(5), { before: before.ledger })).release).not.toEqual(before.release);
    expect((await releaseOf(first.slice(0, 26), { before: before.ledger })).release).toEqual(before.release);
    expect((await releaseOf(first.slice(0, 25), { before: before.ledger })).release).not.toEqual(
      before.release,
    );
  });

  test('changes add up over releases that kept their figures', async () => {
    let { ledger } = await releaseOf(first);
    const hashes = new Set<string>();
    for (let count = 1; count <= 5; count++) {
      const next = await releaseOf([...first, ...arrivals(count)], { before: ledger });
      hashes.add(next.release.hash);
      ({ ledger } = next);
      expect(hashes.size).toBe(count < 5 ? 1 : 2);
    }
  });

  test('a cell that lost its offers keeps its figures while those were of few', async () => {
    const five = offersOf(5, 5, 5);
    const before = await releaseOf(five);
    expect((await releaseOf(five.slice(0, 4), { before: before.ledger })).release).toEqual(before.release);
    expect(rootOf(await releaseOf([], { before: before.ledger }))).toBeUndefined();
  });

  test('an edited note changes nothing', async () => {
    const before = await releaseOf(first);
    const noted = first.map((entry) => ({ ...entry, notes: 'met again' }));
    expect(await releaseOf(noted, { before: before.ledger })).toMatchObject({
      release: before.release,
      ledger: before.ledger,
    });
  });

  test('other rules never show a few arrivals: their figures stay back until enough has changed', async () => {
    const before = await releaseOf(first);
    const alike = await releaseOf(first, { preset: 'strict', before: before.ledger });
    expect(percentilesOf(rootOf(alike))).toHaveLength(5);
    const moved = await releaseOf([...first, ...arrivals(3)], { preset: 'strict', before: before.ledger });
    expect(rootOf(moved)).toBeUndefined();
    const back = await releaseOf([...first, ...arrivals(3)], { before: moved.ledger });
    expect(back.release).toEqual(before.release);
  });
});
