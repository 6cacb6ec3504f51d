import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/domain/entry.js';
import { offer } from '../some-market.js';
import { offersOf, percentilesOf, releaseOf, rootOf } from './some-release.js';

const median = [50];
const quartiles = [25, 50, 75];
const all = [10, 25, 50, 75, 90];

describe('what is released of a cell', () => {
  test.each([
    // offers, contributors, employers: released to a team, and strictly
    [4, 4, 4, [], []],
    [5, 5, 3, [], []],
    [5, 5, 5, median, []],
    [9, 9, 9, median, []],
    [40, 4, 8, [], []],
    [10, 10, 4, [], []],
    [12, 12, 4, median, median],
    [10, 10, 5, quartiles, quartiles],
    [21, 21, 7, quartiles, quartiles],
    [22, 22, 11, all, all],
    [44, 21, 22, quartiles, quartiles],
    [44, 22, 5, all, all],
  ])(
    'follows the table: %i offers of %i contributors and %i employers',
    async (n, people, firms, team, strict) => {
      const entries = offersOf(n, people, firms);
      expect(percentilesOf(rootOf(await releaseOf(entries)))).toEqual(team);
      expect(percentilesOf(rootOf(await releaseOf(entries, { preset: 'strict' })))).toEqual(strict);
    },
  );

  const twenty = offersOf(20, 20, 20);
  const by = (more: Entry, count: number): Entry[] =>
    Array.from({ length: count }, (_, i) =>
      offer(70_000 + i, { contributor: `q${i}`, employer: `f${i}`, ...more }),
    );

  test('is nothing where one contributor gave more than a fourth', async () => {
    expect(rootOf(await releaseOf([...twenty, ...by({ contributor: 'x' }, 6)]))).toBeDefined();
    expect(rootOf(await releaseOf([...twenty, ...by({ contributor: 'x' }, 7)]))).toBeUndefined();
  });

  test('is nothing where one employer made more than a fourth', async () => {
    expect(rootOf(await releaseOf([...twenty, ...by({ employer: 'x' }, 6)]))).toBeDefined();
    expect(rootOf(await releaseOf([...twenty, ...by({ employer: 'x' }, 7)]))).toBeUndefined();
  });

  const nameless = (count: number): Entry[] =>
    Array.from({ length: count }, (_, i) => offer(70_000 + i, { contributor: `q${i}` }));

  test('takes unknown employers for one that is none, unless the source is public', async () => {
    expect(rootOf(await releaseOf([...twenty, ...nameless(6)]))).toBeDefined();
    expect(rootOf(await releaseOf([...twenty, ...nameless(7)]))).toBeUndefined();
    expect(rootOf(await releaseOf(nameless(30)))).toBeUndefined();
    const open = await releaseOf(nameless(30), { origin: { contributors: 'public' } });
    expect(percentilesOf(rootOf(open))).toEqual(all);
  });

  test('counts the importer once for all rows that name nobody', async () => {
    const unnamed = Array.from({ length: 30 }, (_, i) => offer(80_000 + i, { employer: `e${i}` }));
    expect(rootOf(await releaseOf(unnamed))).toBeUndefined();
    const eachRow = await releaseOf(unnamed, { origin: { contributors: 'each-row' } });
    expect(percentilesOf(rootOf(eachRow))).toEqual(all);
  });

  test('takes an importer and a contributor of one name, in whatever case, for one person', async () => {
    const four = offersOf(4, 4, 4);
    const own = offer(90_000, { employer: 'e9' });
    const origin = { importer: 'P0' };
    expect(rootOf(await releaseOf([...four, own], { origin }))).toBeUndefined();
    expect(rootOf(await releaseOf([...four, own]))).toBeDefined();
  });

  test('is of one currency, tax and basis; others are cells of their own', async () => {
    const mixed = twenty.map((entry, i): Entry => ({
      ...entry,
      currency: i % 2 ? 'USD' : 'EUR',
      tax: i % 4 < 2 ? 'gross' : 'net',
    }));
    const made = await releaseOf(mixed);
    expect(made.release.pools.map(({ currency, tax }) => `${currency} ${tax}`)).toEqual([
      'EUR gross',
      'EUR net',
      'USD gross',
      'USD net',
    ]);
    expect(rootOf(made)?.offers).toBe(5);
  });

  test('is in base pay alone below 22 contributors', async () => {
    const bases = async (count: number): Promise<string[]> => {
      const { release } = await releaseOf(offersOf(count, count, count, undefined, { bonus: 500_000 }));
      return release.pools.map(({ basis }) => basis);
    };
    expect(await bases(21)).toEqual(['basePay']);
    expect(await bases(22)).toEqual(['basePay', 'totalCash']);
  });
});

describe('released figures', () => {
  const onGrid = (value: number, share: number): number => {
    const steps = Math.log(value) / Math.log1p(share);
    return Math.abs(steps - Math.round(steps));
  };

  test('are rounded: 2.5 % with a median alone, else 1 %, intervals 2.5 %, counts 5, dates a quarter', async () => {
    for (const [n, share] of [
      [8, 0.025],
      [13, 0.01],
      [33, 0.01],
    ] as const) {
      const root = rootOf(await releaseOf(offersOf(n, n, n)))!;
      expect(root.offers % 5).toBe(0);
      expect(root.contributors % 5).toBe(0);
      expect(root.employers! % 5).toBe(0);
      expect([root.oldest, root.middle, root.newest]).toEqual(['2024-Q3', '2024-Q3', '2024-Q3']);
      for (const { value, low, high } of root.percentiles) {
        expect(onGrid(value, share)).toBeLessThan(1e-9);
        expect(onGrid(low!, 0.025)).toBeLessThan(1e-9);
        expect(onGrid(high!, 0.025)).toBeLessThan(1e-9);
        expect(low!).toBeLessThanOrEqual(value);
        expect(high!).toBeGreaterThanOrEqual(value);
      }
    }
  });

  test('lie within half a step of what the offers say', async () => {
    const entries = offersOf(31, 31, 31);
    const [middle] = rootOf(await releaseOf(entries))!.percentiles.filter(
      ({ percentile }) => percentile === 50,
    );
    expect(Math.abs(Math.log(middle!.value / 95_000))).toBeLessThan(0.01);
  });

  test('tell of ranges only where enough contributors gave one', async () => {
    const ranged = (count: number): Entry[] =>
      offersOf(30, 30, 30).map((entry, i) => (i < count ? { ...entry, payMax: entry.payMin! * 1.2 } : entry));
    expect(rootOf(await releaseOf(ranged(4)))!.rangeBounds).toEqual([]);
    const bounds = rootOf(await releaseOf(ranged(5)))!.rangeBounds;
    expect(bounds.map(({ percentile }) => percentile)).toEqual(all);
    for (const { low, high } of bounds) expect(low).toBeLessThan(high);
  });

  test('are the same whatever order offers came in, and have the same hash', async () => {
    const entries = offersOf(40, 25, 12, (i) => 60_000 + 997 * ((i * 17) % 40));
    const one = await releaseOf(entries);
    const keyed = entries.map((entry, i) => ({ entry, i })).reverse();
    expect((await releaseOf(keyed.map(({ entry }) => entry))).release).toEqual(one.release);
  });
});

describe('a term', () => {
  const market = (skilled: number): Entry[] =>
    offersOf(40, 40, 20, (i) => (i < skilled ? 100_000 : 80_000) + 100 * i).map((entry, i) => ({
      ...entry,
      skills: i < skilled ? ['Kafka'] : ['SQL'],
    }));
  const skills = async (skilled: number): Promise<string[]> => {
    const { release } = await releaseOf(market(skilled));
    return release.pools[0]!.terms.filter(({ factor }) => factor === 'skill').map(({ value }) => value);
  };

  test('is released where its own offers meet the first row, and those without it are enough, too', async () => {
    expect(await skills(4)).toEqual([]);
    expect(await skills(5)).toEqual(['Kafka', 'SQL']);
    expect(await skills(36)).toEqual([]);
  });

  test('is rounded, and points where pay does', async () => {
    const { release } = await releaseOf(market(20));
    const kafka = release.pools[0]!.terms.find(({ value }) => value === 'Kafka')!;
    expect(kafka.effectPercent).toBeGreaterThan(2);
    expect(onStep(kafka.effectPercent)).toBeLessThan(1e-9);
  });

  const onStep = (percent: number): number => {
    const steps = Math.log1p(percent / 100) / Math.log1p(0.01);
    return Math.abs(steps - Math.round(steps));
  };

  test('of an employer needs five contributors there, and no employer beside it', async () => {
    const of = async (count: number): Promise<boolean> => {
      const entries = offersOf(40, 40, 35).map((entry, i) =>
        i < count ? { ...entry, employer: 'x' } : entry,
      );
      const { release } = await releaseOf(entries);
      return release.pools[0]!.terms.some(({ factor, value }) => factor === 'employer' && value === 'x');
    };
    expect(await of(4)).toBe(false);
    expect(await of(5)).toBe(true);
  });
});
