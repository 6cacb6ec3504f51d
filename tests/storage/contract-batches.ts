import { expect, test } from '@jest/globals';
import type { Fixture } from './contract.js';
import { candidate, candidates, countsOf, dump, importBatch, noCounts, rejected, start } from './made-up.js';

export function testBatches({ store, another }: Fixture): void {
  test('a commit takes the next sequence number, which names the batch', async () => {
    const { batch } = await importBatch(store(), candidates(0, 3), [rejected(9)]);
    expect(batch).toEqual({ ...start, id: 1, sha256: 'abc', undone: null, counts: accepting(3) });
    expect(await store().sequence()).toBe(1);
    expect((await importBatch(store(), candidates(3, 5))).batch.id).toBe(2);
    expect(await store().batches()).toEqual([batch, await store().batch(2)]);
    expect((await dump(store())).map((entry) => entry.batch).sort()).toEqual([1, 1, 1, 2, 2]);
  });

  test('nothing of a batch is seen before its commit, here or elsewhere', async () => {
    const elsewhere = await another();
    const writer = await store().openBatch(start);
    await writer.add(candidates(0, 3));
    await writer.addFindings([rejected(9)]);
    await writer.settle();
    for (const reader of [store(), elsewhere]) {
      expect(await reader.sequence()).toBe(0);
      expect(await dump(reader)).toEqual([]);
      expect(await reader.batches()).toEqual([]);
    }
    await writer.commit(accepting(3), 'abc');
    for (const reader of [store(), elsewhere]) {
      expect(await reader.sequence()).toBe(1);
      expect(await dump(reader)).toHaveLength(3);
    }
  });

  test('an aborted batch leaves nothing and takes no number', async () => {
    const unsettled = await store().openBatch(start);
    await unsettled.add(candidates(0, 3));
    await unsettled.abort();
    const settled = await store().openBatch(start);
    await settled.add(candidates(0, 3));
    await settled.settle();
    await settled.abort();
    await settled.abort();
    expect(await dump(store())).toEqual([]);
    expect((await importBatch(store(), candidates(0, 3))).batch.id).toBe(1);
  });

  test('abort after commit takes nothing back', async () => {
    const writer = await store().openBatch(start);
    await writer.add(candidates(0, 3));
    await writer.commit(countsOf(await writer.settle()), 'abc');
    await writer.abort();
    expect(await dump(store())).toHaveLength(3);
  });

  test('a batch without rows is a batch', async () => {
    const { batch, settlement } = await importBatch(store(), []);
    expect(settlement).toEqual({ accepted: 0, updated: 0, duplicate: 0, removed: 0, changes: [] });
    expect(batch.counts).toEqual(noCounts);
  });

  test('new keys are accepted, known content is a duplicate, other content an update', async () => {
    await importBatch(store(), candidates(0, 4));
    const { settlement } = await importBatch(store(), [
      candidate(0, { role: 'SRE' }, 2),
      candidate(1, { role: 'SRE', level: 'senior' }, 3),
      candidate(9, { role: 'SRE' }, 4),
    ]);
    expect(settlement).toMatchObject({ accepted: 1, updated: 1, duplicate: 1 });
    const seen = await dump(store());
    expect(seen).toHaveLength(5);
    expect(seen.filter(({ batch }) => batch === 2).map(({ entry }) => entry.level)).toHaveLength(2);
  });

  test('the same file again adds nothing', async () => {
    const rows = candidates(0, 700);
    await importBatch(store(), rows);
    const before = await dump(store());
    const { settlement } = await importBatch(store(), rows);
    expect(settlement).toEqual({ accepted: 0, updated: 0, duplicate: 700, removed: 0, changes: [] });
    expect(await dump(store())).toEqual(before);
  });

  test('an update shows each field that changes, null where it is absent', async () => {
    await importBatch(store(), [candidate(1, { role: 'SRE', years: 3, skills: ['Go'] })]);
    const { settlement } = await importBatch(store(), [
      candidate(1, { role: 'SRE', level: 'senior', skills: ['Go', 'SQL'] }, 8),
    ]);
    expect(settlement.changes).toEqual([
      { line: 8, field: 'level', before: null, after: 'senior' },
      { line: 8, field: 'years', before: 3, after: null },
      { line: 8, field: 'skills', before: ['Go'], after: ['Go', 'SQL'] },
    ]);
  });

  test('the changes shown are the first 20 by line', async () => {
    await importBatch(store(), candidates(0, 30));
    const edited = candidates(0, 30, { role: 'SRE', level: 'senior' });
    const { settlement } = await importBatch(store(), edited.reverse());
    expect(settlement.updated).toBe(30);
    expect(settlement.changes.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
  });

  test('an entry is judged by its current version alone: a change back is an update', async () => {
    const [first, second] = [candidate(1, { years: 1 }), candidate(1, { years: 2 })];
    await importBatch(store(), [first]);
    await importBatch(store(), [second]);
    const { settlement } = await importBatch(store(), [first]);
    expect(settlement).toMatchObject({ accepted: 0, updated: 1, duplicate: 0 });
    expect(await dump(store())).toEqual([{ key: first.key, batch: 3, entry: { years: 1 } }]);
  });

  test('the same row twice in one batch counts once; the rest are duplicates', async () => {
    const row = candidate(1);
    const { settlement } = await importBatch(store(), [row, { ...row, line: 3 }, candidate(2), row]);
    expect(settlement).toMatchObject({ accepted: 2, updated: 0, duplicate: 2 });
    const edited = candidate(1, { years: 9 });
    const next = await importBatch(store(), [edited, { ...edited, line: 4 }]);
    expect(next.settlement).toMatchObject({ accepted: 0, updated: 1, duplicate: 1 });
  });

  const asItIs = candidate(1, { years: 1 });
  const other = candidate(1, { years: 2 }, 3);
  const third = candidate(1, { years: 3 }, 4);
  test.each([
    ['both new to the store', [other, third]],
    ['the first as it is in the store', [asItIs, other]],
    ['the second as it is in the store', [other, asItIs]],
  ])('one key with two contents in one batch is a defect: %s', async (name, rows) => {
    if (!name.startsWith('both')) await importBatch(store(), [asItIs]);
    const before = await dump(store());
    const writer = await store().openBatch(start);
    await writer.add(rows);
    await expect(writer.settle()).rejects.toThrow('twice');
    await writer.abort();
    expect(await dump(store())).toEqual(before);
  });

  test('the steps of a batch go in order, each once', async () => {
    const writer = await store().openBatch(start);
    await expect(writer.commit(noCounts, 'abc')).rejects.toThrow();
    await writer.settle();
    await expect(writer.settle()).rejects.toThrow();
    await expect(writer.add(candidates(0, 1))).rejects.toThrow();
    await expect(writer.addFindings([rejected(2)])).rejects.toThrow();
    await writer.commit(noCounts, 'abc');
    await expect(writer.commit(noCounts, 'abc')).rejects.toThrow();
    await expect(writer.add(candidates(0, 1))).rejects.toThrow();
  });

  test('two batches open at once are both right: the second is settled after the first', async () => {
    const first = await store().openBatch(start);
    const second = await store().openBatch(start);
    await second.add(candidates(0, 4));
    await first.add(candidates(2, 6));
    const settled = await first.settle();
    const waiting = second.settle();
    await first.commit(countsOf(settled), 'abc');
    expect(await waiting).toMatchObject({ accepted: 2, duplicate: 2 });
    await second.commit(countsOf(await waiting), 'abc');
    expect(await dump(store())).toHaveLength(6);
  });

  test('the same rows imported from several places at the same moment enter once', async () => {
    const handles = [store(), await another(), await another()];
    const rows = candidates(0, 300);
    const imports = await Promise.all([...handles, ...handles].map((handle) => importBatch(handle, rows)));
    const accepted = imports.reduce((sum, { settlement }) => sum + settlement.accepted, 0);
    const duplicate = imports.reduce((sum, { settlement }) => sum + settlement.duplicate, 0);
    expect([accepted, duplicate]).toEqual([300, 1500]);
    expect(imports.map(({ batch }) => batch.id).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await dump(store())).toHaveLength(300);
  });

  test('rows may come in any number of portions', async () => {
    const writer = await store().openBatch(start);
    for (let from = 0; from < 1000; from += 90) await writer.add(candidates(from, Math.min(1000, from + 90)));
    await writer.add([]);
    await writer.commit(countsOf(await writer.settle()), 'abc');
    expect(await dump(store())).toHaveLength(1000);
  });
}

function accepting(accepted: number): typeof noCounts {
  return { ...noCounts, rows: accepted, accepted };
}
