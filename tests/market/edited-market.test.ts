import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../src/domain/entry.js';
import type { EntryChanges, StoredEntry } from '../../src/domain/ports.js';
import { buildMarket, restoreMarket, type Market } from '../../src/market/market.js';
import { anyQuery, randomEntries } from './random-market.js';
import { offer, query, tools } from './some-market.js';

const keyOf = (i: number): string => ((i * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0');

type Entries = ReadonlyMap<number, Entry>;

const stored = (entries: Entries): StoredEntry[] =>
  [...entries]
    .map(([i, entry]) => ({ key: keyOf(i), batch: 1, entry }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

function built(entries: Entries, sequence: number): Promise<Market> {
  async function* chunks(): AsyncGenerator<StoredEntry[]> {
    await Promise.resolve();
    yield stored(entries);
  }
  return buildMarket(chunks(), sequence, tools);
}

/** What leads from one state to another. */
function changesTo(before: Entries, after: Entries, sequence: number): EntryChanges {
  const come = new Map([...after].filter(([i, entry]) => before.get(i) !== entry));
  return {
    sequence,
    entries: stored(come),
    gone: [...before.keys()].filter((i) => !after.has(i)).map(keyOf),
  };
}

const pool = randomEntries(400);
/** Of each kind of spelling some: `loud` rows write in capitals. */
const written = ({ role, employer, ...entry }: Entry, i: number, loud: boolean): Entry => ({
  ...entry,
  role: loud && i % 11 === 0 ? role?.toUpperCase() : role,
  employer: loud && i % 7 === 0 ? employer?.toUpperCase() : employer,
  acceptedPay: i % 13 === 0 ? entry.payMin : undefined,
});

/** Some entries at some places; which ones follows from the numbers drawn. */
const states = fc
  .tuple(
    fc.array(fc.array(fc.tuple(fc.nat(149), fc.nat(399)), { maxLength: 12 }), { minLength: 2, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([steps, loud]) => {
    let state = new Map(pool.slice(0, 100).map((entry, i) => [i, written(entry, i, loud)]));
    const all: Entries[] = [state];
    for (const step of steps) {
      state = new Map(state);
      for (const [place, source] of step) {
        if (source % 5 === 0) state.delete(place);
        else state.set(place, written(pool[source]!, source, loud));
      }
      all.push(state);
    }
    return all;
  });

/** A market that followed every change of a store, and how often it was built anew for that. */
async function following(steps: readonly Entries[]): Promise<{ market: Market; anew: number }> {
  let [market, anew] = [await built(steps[0]!, 0), 0];
  for (const [i, step] of steps.entries()) {
    if (i === 0) continue;
    market.exactCohort(query({ currency: 'USD', tax: 'gross' }));
    market.exactCohort(query({ currency: 'EUR', basis: 'total' }));
    const edited = market.edited(changesTo(steps[i - 1]!, step, i));
    if (!edited) anew++;
    market = edited ?? (await built(step, i));
  }
  return { market, anew };
}

describe('a market that follows the changes of its store', () => {
  test('counts and orders the same offers as one built anew, bit for bit', async () => {
    let [anew, changes] = [0, 0];
    await fc.assert(
      fc.asyncProperty(states, fc.array(anyQuery, { minLength: 40, maxLength: 40 }), async (steps, asked) => {
        const followed = await following(steps);
        const rebuilt = await built(steps.at(-1)!, steps.length - 1);
        expect(followed.market.sequence).toBe(rebuilt.sequence);
        expect(followed.market.offers).toBe(rebuilt.offers);
        expect(followed.market.roles()).toEqual(rebuilt.roles());
        for (const one of asked) {
          expect(followed.market.exactCohort(one)).toStrictEqual(rebuilt.exactCohort(one));
          expect(followed.market.poolOf(one)).toStrictEqual(rebuilt.poolOf(one));
        }
        anew += followed.anew;
        changes += steps.length - 1;
      }),
      { seed: 4, numRuns: 150 },
    );
    expect(anew).toBeLessThan(changes / 2);
  });

  test('answers as one built anew, bit for bit, and so does the one restored from its snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(states, fc.array(anyQuery, { minLength: 3, maxLength: 3 }), async (steps, asked) => {
        const { market } = await following(steps);
        const rebuilt = await built(steps.at(-1)!, steps.length - 1);
        for (const one of asked) {
          const answer = rebuilt.estimate(one);
          expect(market.estimate(one)).toStrictEqual(answer);
          expect(market.explain(one)).toStrictEqual(rebuilt.explain(one));
          expect(restoreMarket(market.snapshot(), tools).estimate(one)).toStrictEqual(answer);
          expect(market.compareSkills(one)).toStrictEqual(rebuilt.compareSkills(one));
          expect(market.demand(one)).toStrictEqual(rebuilt.demand(one));
        }
      }),
      { seed: 5, numRuns: 12 },
    );
  });

  test('leaves the market before as it was', async () => {
    const before = new Map(pool.map((entry, i) => [i, entry]));
    const market = await built(before, 1);
    const answer = market.estimate(query());
    const after = new Map(before);
    for (let i = 0; i < 50; i++) after.set(1000 + i, offer(300_000 + i));
    after.delete(3);
    const edited = market.edited(changesTo(before, after, 2))!;
    expect(edited.offers).not.toBe(market.offers);
    expect(market.estimate({ ...query() })).toStrictEqual(answer);
    expect((await built(before, 1)).estimate(query())).toStrictEqual(answer);
  });
});

describe('a market is built anew', () => {
  const before = new Map([0, 1, 2].map((i) => [i, offer(90_000 + i, { employer: `Employer ${i}` })]));

  test('where the only offer of a value goes', async () => {
    const after = new Map([...before].slice(1));
    expect((await built(before, 1)).edited(changesTo(before, after, 2))).toBeNull();
  });

  test('where a value comes to be spelt otherwise', async () => {
    const keys = [...Array(40).keys()].map((i) => i + 10).filter((i) => keyOf(i) < keyOf(1));
    const after = new Map(before).set(keys[0]!, offer(95_000, { employer: 'EMPLOYER 1' }));
    expect((await built(before, 1)).edited(changesTo(before, after, 2))).toBeNull();
  });

  test('where the first to spell a value goes and the next spells it otherwise', async () => {
    const [first, next, last] = [0, 1, 2].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) as [
      number,
      number,
      number,
    ];
    const acme = (employer: string): Entry => offer(90_000, { employer });
    const known = new Map([
      [first, acme('Acme')],
      [last, acme('Acme')],
    ]);
    const after = new Map([
      [next, acme('ACME')],
      [last, known.get(last)!],
    ]);
    expect((await built(known, 1)).edited(changesTo(known, after, 2))).toBeNull();
  });

  test('where another has followed already', async () => {
    const market = await built(before, 1);
    const after = new Map(before).set(7, offer(95_000));
    expect(market.edited(changesTo(before, after, 2))?.offers).toBe(4);
    expect(market.edited(changesTo(before, after, 2))).toBeNull();
  });
});
