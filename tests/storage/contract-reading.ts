import { expect, test } from '@jest/globals';
import type { AccessToken } from '../../src/domain/access-token.js';
import type { Entry } from '../../src/domain/entry.js';
import type { BatchRows, Finding, Store, StoredEntry } from '../../src/domain/ports.js';
import type { Fixture } from './contract.js';
import {
  candidate,
  candidates,
  collect,
  countsOf,
  dump,
  importBatch,
  keyOf,
  rejected,
  start,
} from './made-up.js';

const strange: readonly Entry[] = [
  {
    role: 'Инженер 数据 👩‍💻',
    employer: `"quoted" 'single' \\ back`,
    notes: 'line\nbreak\r\ttab \0 nul \u2028',
  },
  { role: '$where', employer: '{"$gt":""}', title: '__proto__', notes: "'); drop table entry; --" },
  { role: '\ud83d', notes: 'x'.repeat(200_000) },
  { years: 0.5, skills: [], payMin: 0, payMax: 9_007_199_254_740_991, currency: 'JPY', period: 'month-13' },
  {},
];

async function collectRows(store: Store, id: number): Promise<BatchRows[]> {
  const chunks: BatchRows[] = [];
  for await (const chunk of store.rowsOf(id)) chunks.push(chunk);
  return chunks;
}

export function testReading({ store, another }: Fixture): void {
  test('an empty store has nothing', async () => {
    expect(await store().sequence()).toBe(0);
    expect(await dump(store())).toEqual([]);
    expect(await store().batches()).toEqual([]);
    expect(await store().batch(1)).toBeUndefined();
    expect(await collect(store().findings(1))).toEqual([]);
    expect(await store().profile('me')).toBeUndefined();
    expect(await store().mapping('a')).toBeUndefined();
    expect(await store().token('a')).toBeUndefined();
    expect(await store().tokens()).toEqual([]);
  });

  test('entries come in key order, in chunks, each once', async () => {
    await importBatch(store(), candidates(0, 2500));
    await importBatch(store(), candidates(2000, 4000, { role: 'SRE', years: 1 }));
    const chunks: (readonly StoredEntry[])[] = [];
    for await (const chunk of store().entries()) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(1);
    const keys = Array.from({ length: 4000 }, (_, i) => keyOf(i)).sort();
    expect(chunks.flat().map(({ key }) => key)).toEqual(keys);
    expect(chunks.flat().filter(({ batch }) => batch === 2)).toHaveLength(2000);
  });

  test('an entry reads back as it was, whatever it holds', async () => {
    await importBatch(
      store(),
      strange.map((entry, i) => candidate(i, entry, i + 2)),
    );
    const seen = new Map((await dump(store())).map(({ key, entry }) => [key, entry]));
    strange.forEach((entry, i) => {
      expect(seen.get(keyOf(i))).toEqual(entry);
    });
  });

  test('the lowest and the highest keys are found', async () => {
    const keys = ['0'.repeat(32), '0'.repeat(31) + '1', 'f'.repeat(32)];
    await importBatch(
      store(),
      keys.map((key, i) => ({ ...candidate(i), key })),
    );
    expect((await dump(store())).map(({ key }) => key)).toEqual(keys);
  });

  test('a snapshot stays as it was, and keeps its sequence number, whatever is committed meanwhile', async () => {
    await importBatch(store(), candidates(0, 2500));
    const before = await dump(store());
    const snapshot = store().entries();
    const seen: StoredEntry[] = [];
    for await (const chunk of snapshot) {
      if (seen.length === 0) {
        await importBatch(store(), candidates(0, 3000, { years: 2 }));
        await (await another()).undo(2);
        await importBatch(store(), candidates(5000, 6000));
      }
      seen.push(...chunk);
    }
    expect(seen).toEqual(before);
    expect(await snapshot.sequence()).toBe(1);
    expect(await store().entries().sequence()).toBe(4);
  });

  test('the moment of a snapshot is that of its sequence number, when that was asked for first', async () => {
    await importBatch(store(), candidates(0, 10));
    const snapshot = store().entries();
    expect(await snapshot.sequence()).toBe(1);
    await importBatch(store(), candidates(10, 20));
    expect(await collect(snapshot)).toHaveLength(10);
  });

  test('a snapshot is read once', async () => {
    const snapshot = store().entries();
    await collect(snapshot);
    await expect(collect(snapshot)).rejects.toThrow('once');
  });

  test('reading can be broken off, and go on elsewhere at the same time', async () => {
    await importBatch(store(), candidates(0, 2500));
    for (let i = 0; i < 20; i++) {
      for await (const chunk of store().entries()) {
        expect(chunk.length).toBeLessThan(2500);
        break;
      }
    }
    const dumps = await Promise.all([dump(store()), dump(store()), dump(store())]);
    for (const seen of dumps) expect(seen).toHaveLength(2500);
  });

  test('reading goes on while a batch is settled', async () => {
    await importBatch(store(), candidates(0, 10));
    const writer = await store().openBatch(start);
    await writer.add(candidates(10, 20));
    await writer.settle();
    expect(await dump(store())).toHaveLength(10);
    expect(await store().batches()).toHaveLength(1);
    await writer.abort();
  });

  test('findings come back in line order, in chunks, each with its batch', async () => {
    const lines = Array.from({ length: 1203 }, (_, i) => i + 2);
    const quarantined: Finding = {
      ...rejected(1),
      fate: 'quarantined',
      problems: [],
      raw: ['a\0"b', '', 'ü'],
    };
    await importBatch(store(), [], [...lines].reverse().map(rejected).concat(quarantined));
    await importBatch(store(), [], [rejected(77)]);
    const chunks: (readonly Finding[])[] = [];
    for await (const chunk of store().findings(1)) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.flat()).toEqual([quarantined, ...lines.map(rejected)]);
    expect(await collect(store().findings(2))).toEqual([rejected(77)]);
  });

  test('what a batch did can be read back, in key order, in chunks, whatever became of it later', async () => {
    const some = strange.map((entry, i) => candidate(`s${i}`, entry, i + 2));
    const brought = [...some, ...candidates(0, 2500)];
    await importBatch(store(), brought);
    const writer = await store().openBatch(start);
    await writer.add(candidates(5, 10, { years: 1 }));
    await writer.remove([keyOf(3), keyOf(4), keyOf('none')]);
    await writer.commit(countsOf(await writer.settle()), 'abc');
    const [chunks, later] = [await collectRows(store(), 1), await collectRows(await another(), 2)];
    expect(chunks.length).toBeGreaterThan(1);
    const sorted = [...brought].sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(chunks.flatMap(({ candidates: rows }) => rows)).toEqual(sorted);
    expect(chunks.flatMap(({ removed }) => removed)).toEqual([]);
    expect(later.flatMap(({ candidates: rows }) => rows)).toHaveLength(5);
    expect(later.flatMap(({ removed }) => removed)).toEqual([keyOf(3), keyOf(4)].sort());
  });

  test('a batch that was taken back, or never was, did nothing', async () => {
    await importBatch(store(), candidates(0, 10));
    await importBatch(store(), candidates(0, 5, { years: 1 }));
    await store().undo(2);
    expect(await collectRows(await another(), 2)).toEqual([]);
    expect(await collectRows(store(), 9)).toEqual([]);
    expect((await collectRows(store(), 1)).flatMap(({ candidates: rows }) => rows)).toHaveLength(10);
  });

  test('a profile is kept for each person, the last one saved', async () => {
    await store().saveProfile('me', { role: 'SRE', skills: ['Go'] });
    await store().saveProfile('me', { role: 'Data Engineer', years: 4 });
    await store().saveProfile('$you', {});
    const elsewhere = await another();
    expect(await elsewhere.profile('me')).toEqual({ role: 'Data Engineer', years: 4 });
    expect(await elsewhere.profile('$you')).toEqual({});
    const all = await elsewhere.profiles();
    expect(all.sort((a, b) => (a.person < b.person ? -1 : 1))).toEqual([
      { person: '$you', profile: {} },
      { person: 'me', profile: { role: 'Data Engineer', years: 4 } },
    ]);
  });

  test('a mapping is kept by its name, the last one saved', async () => {
    const mapping = { name: 'survey', mapping: { pay: ['From', 'To.$'] }, set: { currency: 'EUR' } };
    await store().saveMapping({ ...mapping, set: {} });
    await store().saveMapping(mapping);
    const elsewhere = await another();
    expect(await elsewhere.mapping('survey')).toEqual(mapping);
    await store().saveMapping({ name: 'a', mapping: {}, set: {} });
    expect((await elsewhere.mappings()).map(({ name }) => name).sort()).toEqual(['a', 'survey']);
  });

  test('access tokens are found by the hash of their secret, and listed in the order of their making', async () => {
    const made = ['c', 'a', 'b'].map((name, i): AccessToken => ({
      id: name.repeat(12),
      hash: name.repeat(64),
      person: name,
      role: 'member',
      created: `2026-01-0${i + 1}T00:00:00.000Z`,
      expires: '2027-01-01T00:00:00.000Z',
      revoked: null,
    }));
    for (const token of made) await store().saveToken(token);
    const revoked = { ...made[0]!, revoked: '2026-02-01T00:00:00.000Z' };
    await store().saveToken(revoked);
    const elsewhere = await another();
    expect(await elsewhere.tokens()).toEqual([revoked, made[1], made[2]]);
    expect(await elsewhere.token(revoked.hash)).toEqual(revoked);
    expect(await elsewhere.token('d'.repeat(64))).toBeUndefined();
  });
}
