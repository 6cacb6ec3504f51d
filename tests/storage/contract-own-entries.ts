import { expect, test } from '@jest/globals';
import type { BatchStart } from '../../src/domain/batch.js';
import type { Candidate, EntryPlace, Store, StoredEntry } from '../../src/domain/ports.js';
import type { Fixture } from './contract.js';
import { candidate, candidates, countsOf, dump, importBatch, keyOf, noCounts, start } from './made-up.js';

async function importAs(store: Store, rows: readonly Candidate[], whose: Partial<BatchStart>): Promise<void> {
  const writer = await store.openBatch({ ...start, ...whose });
  await writer.add(rows);
  await writer.commit(countsOf(await writer.settle()), 'abc');
}

async function remove(store: Store, keys: readonly string[]): Promise<number> {
  const writer = await store.openBatch(start);
  await writer.remove(keys);
  const { removed } = await writer.settle();
  await writer.commit(noCounts, 'abc');
  return removed;
}

/** All own entries, read in pages of a size. */
async function pages(store: Store, person: string, size: number): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  let after: EntryPlace | undefined;
  for (;;) {
    const page = await store.entriesOf(person, size, after);
    all.push(...page);
    if (page.length < size) return all;
    after = page.at(-1);
  }
}

const of = (contributor: string, years = 1): { contributor: string; years: number } => ({
  contributor,
  years,
});

export function testOwnEntries({ store, another }: Fixture): void {
  test('one entry is found by its key while it is current', async () => {
    await importBatch(store(), [candidate(1), candidate(2)]);
    await importBatch(store(), [candidate(1, { years: 1 })]);
    expect(await store().entry(keyOf(1))).toEqual({ key: keyOf(1), batch: 2, entry: { years: 1 } });
    expect(await store().entry(keyOf(3))).toBeUndefined();
    expect(await store().entry('$ne')).toBeUndefined();
  });

  test('questions asked at the same moment get the answers that each would get alone', async () => {
    const people = ['ada', 'eve', 'kim'];
    for (const [i, person] of people.entries()) {
      await importAs(
        store(),
        [1, 2, 3].map((k) => candidate(10 * i + k, of(person, k))),
        { importer: person },
      );
    }
    const alone: StoredEntry[][] = [];
    for (const person of people) alone.push(await store().entriesOf(person, 10));
    const batches = await store().batches();
    const together = await Promise.all(
      Array.from(
        { length: 60 },
        (_, i) => [store().entriesOf(people[i % 3]!, 10), store().batches()] as const,
      ).map(async ([own, all]) => [await own, await all] as const),
    );
    together.forEach(([own, all], i) => {
      expect(own).toEqual(alone[i % 3]);
      expect(all).toEqual(batches);
    });
  });

  test('own entries are those that name a person, and the unnamed ones of their own imports', async () => {
    await importAs(store(), [candidate(1), candidate(2, of('eve'))], { importer: 'ada' });
    await importAs(store(), [candidate(3, of('ada')), candidate(4)], {
      importer: 'root',
      contributors: 'public',
    });
    await importAs(store(), [candidate(5), candidate(6, of('ada'))], {
      importer: 'ada',
      contributors: 'each-row',
    });
    const own = (await store().entriesOf('ada', 10)).map(({ key }) => key);
    expect(own).toEqual([keyOf(6), keyOf(3), keyOf(1)]);
    expect((await store().entriesOf('eve', 10)).map(({ key }) => key)).toEqual([keyOf(2)]);
    expect(await store().entriesOf('root', 10)).toEqual([]);
  });

  test('a text that looks like the field does not make an entry another person’s', async () => {
    const sly = { notes: '"contributor":"eve"', role: '{"contributor":"eve"}' };
    await importAs(store(), [candidate(1, sly)], { importer: 'ada' });
    expect(await store().entriesOf('eve', 10)).toEqual([]);
    expect(await store().entriesOf('ada', 10)).toHaveLength(1);
  });

  test('own entries come the newest batch first, then by key, in pages without gaps or repeats', async () => {
    await importAs(store(), candidates(0, 30), { importer: 'ada' });
    await importAs(store(), candidates(30, 50, of('ada')), { importer: 'root' });
    await importAs(store(), candidates(10, 20, { years: 9 }), { importer: 'ada' });
    const all = await store().entriesOf('ada', 1000);
    expect(all).toHaveLength(50);
    const ordered = [...all].sort((a, b) => b.batch - a.batch || (a.key < b.key ? -1 : 1));
    expect(all).toEqual(ordered);
    for (const size of [1, 7, 50]) expect(await pages(store(), 'ada', size)).toEqual(all);
  });

  test('an entry that was edited belongs to the batch that edited it', async () => {
    await importAs(store(), [candidate(1), candidate(2)], { importer: 'ada' });
    await importAs(store(), [candidate(1, { years: 1 })], { importer: 'root', contributors: 'public' });
    expect((await store().entriesOf('ada', 10)).map(({ key }) => key)).toEqual([keyOf(2)]);
    await store().undo(2);
    expect(await store().entriesOf('ada', 10)).toHaveLength(2);
  });

  test('removed entries go, everywhere at once, and what is not there is passed over', async () => {
    await importBatch(store(), candidates(0, 10));
    const elsewhere = await another();
    expect(await remove(store(), [keyOf(3), keyOf(3), keyOf(7), keyOf(99)])).toBe(2);
    expect(await elsewhere.entry(keyOf(3))).toBeUndefined();
    expect(await dump(elsewhere)).toHaveLength(8);
    expect(await elsewhere.sequence()).toBe(2);
  });

  test('a removal that is not committed removes nothing', async () => {
    await importBatch(store(), candidates(0, 3));
    const writer = await store().openBatch(start);
    await writer.remove([keyOf(1)]);
    await writer.settle();
    await writer.abort();
    expect(await dump(store())).toHaveLength(3);
  });

  test('undo brings removed entries back, and is refused for what was removed later', async () => {
    await importBatch(store(), candidates(0, 3));
    const before = await dump(store());
    await remove(store(), [keyOf(1)]);
    await expect(store().undo(1)).rejects.toMatchObject({ code: 'UNDO_REFUSED' });
    await store().undo(2);
    expect(await dump(store())).toEqual(before);
  });

  test('undo of a removal is refused, naming the row, where the entry came again meanwhile', async () => {
    await importBatch(store(), candidates(0, 3));
    await remove(store(), [keyOf(0), keyOf(1)]);
    await importBatch(store(), [candidate(1, { years: 1 }, 9)]);
    const before = await dump(store());
    await expect(store().undo(2)).rejects.toMatchObject({
      code: 'UNDO_REFUSED',
      facts: { batch: 2, total: 1, rows: [{ line: 3, by: 3 }] },
    });
    expect(await dump(store())).toEqual(before);
    await remove(store(), [keyOf(1)]);
    await expect(store().undo(2)).rejects.toMatchObject({ facts: { rows: [{ line: 3, by: 3 }] } });
    await store().undo(4);
    await store().undo(3);
    await store().undo(2);
    expect(await dump(store())).toHaveLength(3);
  });

  test('what was removed can come again, as new', async () => {
    await importBatch(store(), candidates(0, 3));
    await remove(store(), [keyOf(1)]);
    const { settlement } = await importBatch(store(), candidates(0, 3));
    expect(settlement).toMatchObject({ accepted: 1, duplicate: 2 });
    expect(await dump(store())).toHaveLength(3);
  });

  test('one batch can add, update and remove', async () => {
    await importBatch(store(), candidates(0, 3));
    const writer = await store().openBatch(start);
    await writer.add([candidate(1, { years: 1 }), candidate(9)]);
    await writer.remove([keyOf(2)]);
    const settlement = await writer.settle();
    expect(settlement).toMatchObject({ accepted: 1, updated: 1, duplicate: 0, removed: 1 });
    await writer.commit(countsOf(settlement), 'abc');
    expect((await dump(store())).map(({ key }) => key)).toEqual([keyOf(0), keyOf(1), keyOf(9)].sort());
  });
}
