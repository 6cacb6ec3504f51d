import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { entrySchema } from '../../src/domain/entry.js';
import { entryFields } from '../../src/storage/mongo/entry-schema.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';
import { candidates, dump, importBatch, start } from './made-up.js';

test('each field of an entry has a counterpart in MongoDB', () => {
  expect(Object.keys(entryFields())).toEqual(Object.keys(entrySchema.shape));
});

describeOnMongo('a MongoDB database', (server) => {
  test('of a newer version is refused', async () => {
    const url = server().url();
    await (await openMongoStore(url)).close();
    const client = new mongoose.mongo.MongoClient(url);
    await client
      .db()
      .collection<{ _id: string }>('singles')
      .updateOne({ _id: 'schema' }, { $set: { version: 99 } });
    await client.close();
    await expect(openMongoStore(url)).rejects.toMatchObject({ code: 'STORE_NEWER' });
    await dropDatabase(url);
  });

  test('of an older version is brought to the present one, with all that it holds', async () => {
    const url = server().url();
    const older = await openMongoStore(url);
    await importBatch(older, candidates(0, 3));
    const before = await dump(older);
    await older.close();
    const client = new mongoose.mongo.MongoClient(url);
    const singles = client.db().collection<{ _id: string }>('singles');
    await singles.deleteMany({ _id: { $in: ['schema', 'tokens'] } });
    const present = await openMongoStore(url);
    expect(await dump(present)).toEqual(before);
    expect((await importBatch(present, candidates(3, 4))).batch.id).toBe(2);
    await present.close();
    expect(await singles.findOne({ _id: 'schema' })).toMatchObject({ version: 1 });
    expect(await singles.findOne({ _id: 'tokens' })).toMatchObject({ count: 0 });
    await client.close();
    await dropDatabase(url);
  });

  test('gets an index back that is missing when it is opened', async () => {
    const url = server().url();
    await (await openMongoStore(url)).close();
    const client = new mongoose.mongo.MongoClient(url);
    await client.db().collection('batches').dropIndex('sequence_1');
    await (await openMongoStore(url)).close();
    const indexes = await client.db().collection('batches').indexes();
    await client.close();
    expect(indexes.map(({ name }) => name)).toContain('sequence_1');
    await dropDatabase(url);
  });

  test('a writer that died does not keep the next one out, and cannot commit when it comes back', async () => {
    const url = server().url();
    // The first one's signs of life are too rare for the second, who takes it for dead.
    const slow = await openMongoStore(url, { waitMs: 20_000, beatMs: 3_600_000, deadMs: 200 });
    const writer = await slow.openBatch(start);
    await writer.add(candidates(0, 5));
    const settled = await writer.settle();
    const other = await openMongoStore(url, { waitMs: 20_000, beatMs: 50, deadMs: 200 });
    await importBatch(other, candidates(0, 3));
    const counts = {
      rows: 5,
      accepted: settled.accepted,
      updated: 0,
      duplicate: 0,
      quarantined: 0,
      rejected: 0,
    };
    await expect(writer.commit(counts, 'abc')).rejects.toMatchObject({ code: 'STORE_BUSY' });
    await writer.abort();
    expect(await dump(other)).toHaveLength(3);
    await Promise.all([slow.close(), other.close()]);
    await dropDatabase(url);
  });
});
