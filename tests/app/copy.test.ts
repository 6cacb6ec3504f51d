import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { memorySource } from '../../scripts/prove/ingest-tools.js';
import { copyThereAndBack } from '../../scripts/prove/copy-there-and-back.js';
import { copyStore } from '../../src/app/copy-store.js';
import { contentOfStore } from '../../src/app/store-content.js';
import type { AccessToken } from '../../src/domain/access-token.js';
import type { BatchStart } from '../../src/domain/batch.js';
import type { Candidate, Store } from '../../src/domain/ports.js';
import { openEmbeddedStore } from '../../src/storage/embedded/embedded-store.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { kept } from '../storage/contract-release.js';
import { candidate, candidates, countsOf, dump, keyOf, rejected, start } from '../storage/made-up.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';

/** Three stores' markets are fitted: on a busy machine that takes its time. */
jest.setTimeout(180_000);

let folder: string;
let stores: Store[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-'));
  stores = [];
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  rmSync(folder, { recursive: true });
});

async function opened(store: Promise<Store>): Promise<Store> {
  stores.push(await store);
  return store;
}

const file = (name: string): Promise<Store> => opened(openEmbeddedStore(join(folder, `${name}.db`)));

const token: AccessToken = {
  id: 'a'.repeat(12),
  hash: 'b'.repeat(64),
  person: 'ada',
  role: 'admin',
  created: '2026-01-01T00:00:00.000Z',
  expires: '2027-01-01T00:00:00.000Z',
  revoked: null,
};

async function importAs(
  store: Store,
  rows: readonly Candidate[],
  removed: readonly string[] = [],
  as: Partial<BatchStart> = {},
): Promise<void> {
  const writer = await store.openBatch({ ...start, ...as });
  await writer.add(rows);
  await writer.remove(removed);
  await writer.addFindings([rejected(700)]);
  const counts = countsOf(await writer.settle());
  await writer.commit({ ...counts, rows: counts.rows + 1, rejected: 1 }, 'abc');
}

/** New rows, updates, removals, undos of each, and what is kept beside. */
async function fill(store: Store): Promise<void> {
  await importAs(store, candidates(0, 600));
  await importAs(store, [...candidates(300, 500, { years: 3 }), ...candidates(600, 700)]);
  await importAs(store, candidates(650, 900), [keyOf(1), keyOf(2)], { importer: 'eve' });
  await importAs(store, candidates(0, 50, { years: 9 }));
  await importAs(store, [], [keyOf(3)], { columns: [], file: 'journal' });
  await store.undo(5);
  await store.undo(4);
  await importAs(store, [candidate(3, { notes: '\ud83d' })]);
  await store.saveProfile('me', { role: 'SRE' });
  await store.saveProfile('$you', {});
  await store.saveMapping({ name: 'survey', mapping: { pay: ['From'] }, set: { currency: 'EUR' } });
  await store.saveToken(token);
}

async function expectSame(from: Store, to: Store): Promise<void> {
  expect(await dump(to)).toEqual(await dump(from));
  expect(await to.batches()).toEqual(await from.batches());
  expect(await to.sequence()).toBe(await from.sequence());
  expect(await contentOfStore(to)).toEqual(await contentOfStore(from));
}

describe('a copy', () => {
  test('holds all that its source holds, under the same numbers', async () => {
    const [from, to] = [await file('from'), await file('to')];
    await fill(from);
    const { copied, content } = await copyStore(from, to, { merge: false });
    expect(copied).toBe(8);
    expect(content).toMatchObject({ batches: 6, findings: 6, profiles: 2, mappings: 1, tokens: 1 });
    expect(content.entries).toBe((await dump(from)).length);
    await expectSame(from, to);
    // What was edited can be taken back there, too.
    await to.undo(8);
    expect((await to.entry(keyOf(3)))?.entry).toEqual({ role: 'SRE' });
  });

  test('asked for again adds what came since, and nothing twice', async () => {
    const [from, to] = [await file('from'), await file('to')];
    await fill(from);
    await copyStore(from, to, { merge: false });
    expect((await copyStore(from, to, { merge: false })).copied).toBe(0);
    await importAs(from, candidates(2000, 2010));
    await from.undo(3);
    await from.saveToken({ ...token, revoked: '2026-06-01T00:00:00.000Z' });
    expect((await copyStore(from, to, { merge: false })).copied).toBe(2);
    await expectSame(from, to);
  });

  test('is refused where the target holds imports, a profile or a token of its own', async () => {
    const from = await file('from');
    await fill(from);
    const [imports, profile, access] = [await file('a'), await file('b'), await file('c')];
    await importAs(imports, candidates(0, 3), [], { at: '2026-02-01T00:00:00.000Z' });
    await profile.saveProfile('me', { role: 'Nurse' });
    await access.saveToken({ ...token, id: 'c'.repeat(12), hash: 'd'.repeat(64) });
    for (const to of [imports, profile, access]) {
      const before = await contentOfStore(to);
      await expect(copyStore(from, to, { merge: false })).rejects.toMatchObject({ code: 'COPY_REFUSED' });
      expect(await contentOfStore(to)).toEqual(before);
    }
  });

  test('takes the release along where the target has none, so that the next one knows the last', async () => {
    const [from, to] = [await file('from'), await file('to')];
    await fill(from);
    const [first, later] = [kept('EUR'), kept('USD')];
    await from.saveRelease(first, null);
    await copyStore(from, to, { merge: false });
    expect(await to.release()).toEqual(first);
    await from.saveRelease(later, first.release.hash);
    await copyStore(from, to, { merge: false });
    expect(await to.release()).toEqual(first);
  });

  test('is refused from nowhere and onto itself', async () => {
    const [from, to] = [await file('from'), await file('to')];
    await expect(copyStore(from, to, { merge: false })).rejects.toMatchObject({ code: 'COPY_REFUSED' });
    await fill(from);
    await expect(copyStore(from, await file('from'), { merge: true })).rejects.toThrow('is both');
  });

  test('into a store that holds other things adds what it lacks, once, and keeps what it has', async () => {
    const [from, to] = [await file('from'), await file('to')];
    await fill(from);
    await importAs(to, [candidate(0, { years: 40 }), candidate('other')], [], { importer: 'zoe' });
    await to.saveProfile('me', { role: 'Nurse' });
    await copyStore(from, to, { merge: true });
    const merged = await dump(to);
    const expected = [...(await dump(from)), { key: keyOf('other'), batch: 1, entry: { role: 'SRE' } }];
    const plain = (all: typeof merged) => new Map(all.map(({ key, entry }) => [key, entry]));
    expect(plain(merged)).toEqual(plain(expected));
    expect(await to.profile('me')).toEqual({ role: 'Nurse' });
    expect(await to.tokens()).toEqual([token]);
    expect((await copyStore(from, to, { merge: true })).copied).toBe(0);
    expect(await dump(to)).toEqual(merged);
  });

  test('that was broken off in the middle is completed by the same again', async () => {
    const [from, to] = [await file('from'), await file('to')];
    await fill(from);
    for (let stop = 1; stop <= 600; stop += 150) {
      const onProgress = (rows: number): void => {
        if (rows >= stop) throw new Error('broken off');
      };
      await expect(copyStore(from, to, { merge: false, onProgress })).rejects.toThrow('broken off');
    }
    await copyStore(from, to, { merge: false });
    await expectSame(from, to);
  });
});

describe('a checksum', () => {
  test('differs where anything differs, even what is not current', async () => {
    const changes: ((store: Store) => Promise<unknown>)[] = [
      () => Promise.resolve(),
      (store) => store.saveProfile('me', {}),
      (store) => store.saveMapping({ name: 'x', mapping: {}, set: {} }),
      (store) => store.saveToken(token),
      (store) => importAs(store, []),
      (store) => importAs(store, candidates(0, 1)),
      (store) => importAs(store, candidates(0, 1, { years: 1 })),
      (store) => importAs(store, [candidate(0, { role: 'SRE' }, 3)]),
      (store) => importAs(store, [{ ...candidate(0), raw: [] }]),
      (store) => importAs(store, [], [keyOf(5)]),
      (store) => store.undo(1),
    ];
    const sums = await Promise.all(
      changes.map(async (change, i) => {
        const store = await file(`sum-${i}`);
        await importAs(store, [candidate(5)]);
        await change(store);
        return (await contentOfStore(store)).checksum;
      }),
    );
    expect(new Set(sums).size).toBe(changes.length);
  });
});

describeOnMongo('a copy to MongoDB', (server) => {
  let url: string;
  beforeEach(() => {
    url = server().url();
  });
  afterEach(() => dropDatabase(url));

  test('and back holds all that the file held', async () => {
    const [from, shared, back] = [await file('from'), await opened(openMongoStore(url)), await file('back')];
    await fill(from);
    await copyStore(from, shared, { merge: false });
    await expectSame(from, shared);
    await copyStore(shared, back, { merge: false });
    await expectSame(from, back);
  });

  test('and back of the example gives the same answers', async () => {
    const example = memorySource(readFileSync('fixtures/synthetic-interviews.csv'), 65_536, 'example.csv');
    const { there, back, differ, answers } = await copyThereAndBack(
      example,
      { map: {}, set: {} },
      url,
      folder,
      10,
    );
    expect(back).toEqual(there);
    expect([answers, ...differ]).toEqual([10, 0, 0]);
  });
});
