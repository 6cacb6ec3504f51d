import { afterEach, beforeEach, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type { Store } from '../../src/domain/ports.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';
import { until } from '../support/server-process.js';
import { candidates, countsOf, dump, importBatch, keyOf, rejected, start } from './made-up.js';

const LONG_AGO = new Date('2026-01-01');

interface Step {
  readonly _id: string;
  readonly state: string;
  readonly beat: Date;
  readonly cleared?: boolean;
}

describeOnMongo('what imports leave in MongoDB', (server) => {
  let url: string;
  let store: Store;
  let client: mongoose.mongo.MongoClient;
  beforeEach(async () => {
    url = server().url();
    store = await openMongoStore(url);
    client = await new mongoose.mongo.MongoClient(url).connect();
  });
  afterEach(async () => {
    await client.close();
    await store.close();
    await dropDatabase(url);
  });

  const steps = () => client.db().collection<Step>('batches');
  const count = (name: 'rows' | 'findings'): Promise<number> => client.db().collection(name).countDocuments();

  async function become(count: () => Promise<number>, expected: number): Promise<void> {
    await until(count, (found) => found === expected);
  }

  test('of one that gives no sign of life goes with the next import, and it cannot be committed any more', async () => {
    const dead = await store.openBatch(start);
    await dead.add(candidates(0, 2500));
    await dead.addFindings([rejected(9)]);
    await become(() => count('rows'), 2000);
    await steps().updateOne({ state: 'open' }, { $set: { beat: LONG_AGO } });
    await importBatch(store, candidates(5000, 5003));
    await become(() => count('findings'), 0);
    await become(() => steps().countDocuments(), 1);
    expect(await count('rows')).toBe(3);
    await dead.settle();
    await expect(
      dead.commit(countsOf({ accepted: 2500, updated: 0, duplicate: 0, removed: 0, changes: [] }), 'abc'),
    ).rejects.toMatchObject({
      code: 'STORE_BUSY',
    });
    await dead.abort();
    expect(await count('rows')).toBe(3);
    expect(await dump(store)).toHaveLength(3);
  });

  test('of one that is still at work stays, and so does what was committed, however long ago', async () => {
    await importBatch(store, candidates(0, 3));
    await steps().updateOne({ state: 'committed' }, { $set: { beat: LONG_AGO } });
    const slow = await store.openBatch(start);
    await slow.add(candidates(3, 2503));
    await importBatch(store, candidates(5000, 5001));
    await slow.commit(countsOf(await slow.settle()), 'abc');
    expect(await dump(store)).toHaveLength(2504);
  });

  test('of one that was taken back stays an hour for those who read it, and then goes', async () => {
    await importBatch(store, candidates(0, 3));
    await importBatch(store, candidates(3, 6));
    const before = store.entries();
    expect(await before.sequence()).toBe(2);
    await store.undo(2);
    await importBatch(store, candidates(7, 8));
    const keys: string[] = [];
    for await (const chunk of before) keys.push(...chunk.map(({ key }) => key));
    expect(keys).toEqual([0, 1, 2, 3, 4, 5].map(keyOf).sort());
    await steps().updateOne({ state: 'undo' }, { $set: { beat: LONG_AGO } });
    await importBatch(store, candidates(8, 9));
    await become(() => steps().countDocuments({ cleared: true }), 1);
    expect(await count('rows')).toBe(5);
    expect(await dump(store)).toHaveLength(5);
    expect((await store.batch(2))?.undone).toBe(3);
  });
});
