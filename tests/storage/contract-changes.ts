import { expect, test } from '@jest/globals';
import type { EntryChanges, StoredEntry } from '../../src/domain/ports.js';
import type { Fixture } from './contract.js';
import { candidates, dump, importBatch, keyOf, noCounts, start } from './made-up.js';

const MANY = 10_000;

/** Entries after changes, in key order. */
export function changed(
  entries: readonly StoredEntry[],
  { gone, entries: come }: EntryChanges,
): StoredEntry[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  for (const key of gone) byKey.delete(key);
  for (const entry of come) byKey.set(entry.key, entry);
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function testChanges({ store, another }: Fixture): void {
  test('lead from what was to what is: new entries, other contents, removed ones', async () => {
    await importBatch(store(), candidates(0, 300));
    const before = await dump(store());
    await importBatch(await another(), candidates(200, 400, { role: 'SRE', years: 3 }));
    const writer = await store().openBatch(start);
    await writer.add(candidates(390, 410, { role: 'DBA' }));
    await writer.remove([keyOf(0), keyOf(399), keyOf(250)]);
    await writer.settle();
    await writer.commit(noCounts, 'abc');
    const changes = (await store().changes(1, MANY))!;
    expect(changes.sequence).toBe(3);
    expect(changed(before, changes)).toEqual(await dump(store()));
    expect(changes.entries).toEqual((await dump(store())).filter(({ batch }) => batch > 1));
  });

  test('from the present are none', async () => {
    await importBatch(store(), candidates(0, 3));
    expect(await store().changes(1, MANY)).toEqual({ sequence: 1, entries: [], gone: [] });
  });

  test('are none where what came in was taken back', async () => {
    await importBatch(store(), candidates(0, 3));
    await importBatch(store(), candidates(2, 6, { role: 'DBA' }));
    await store().undo(2);
    const before = await dump(store());
    expect(changed(before, (await store().changes(1, MANY))!)).toEqual(before);
  });

  test('cannot be told where a batch from before was taken back', async () => {
    await importBatch(store(), candidates(0, 3));
    await importBatch(store(), candidates(3, 6));
    await store().undo(2);
    expect(await store().changes(2, MANY)).toBeNull();
    expect((await store().changes(3, MANY))?.entries).toEqual([]);
  });

  test('are not told where there are too many', async () => {
    await importBatch(store(), candidates(0, 3));
    await importBatch(store(), candidates(3, 8));
    expect(await store().changes(1, 4)).toBeNull();
    expect((await store().changes(1, 5))?.entries).toHaveLength(5);
  });
}
