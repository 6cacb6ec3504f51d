import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type { Store } from '../../src/domain/ports.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { operatorValues as hostile } from '../support/hostile-values.js';
import { dropDatabase } from '../support/mongo-server.js';

/** What the store gives for a value that is no text; a refusal gives nothing. */
function gets(read: (value: string) => Promise<unknown>, value: unknown): Promise<unknown> {
  return read(value as string).catch(() => undefined);
}

describeOnMongo('operators in place of texts', (server) => {
  async function withStore(use: (store: Store, url: string) => Promise<void>): Promise<void> {
    const url = server().url();
    const store = await openMongoStore(url);
    try {
      await store.saveProfile('me', { role: 'SRE' });
      await store.saveMapping({ name: 'me', mapping: {}, set: {} });
      await use(store, url);
    } finally {
      await store.close();
      await dropDatabase(url);
    }
  }

  test('none of at least 100 reaches a filter', async () => {
    expect(hostile.length).toBeGreaterThanOrEqual(100);
    await withStore(async (store) => {
      for (const value of hostile) {
        expect(await gets((person) => store.profile(person), value)).toBeUndefined();
        expect(await gets((name) => store.mapping(name), value)).toBeUndefined();
        expect(await gets((hash) => store.token(hash), value)).toBeUndefined();
      }
      expect(await store.profile('me')).toEqual({ role: 'SRE' });
    });
  });

  test('the same find what they should not where nothing stands between them and the driver', async () => {
    await withStore(async (_store, url) => {
      const client = new mongoose.mongo.MongoClient(url);
      const profiles = client.db().collection('profiles');
      const found = await Promise.all(
        hostile.map((value) => profiles.findOne({ _id: value } as object).catch(() => null)),
      );
      await client.close();
      expect(found.filter((document) => document !== null).length).toBeGreaterThan(10);
    });
  });
});
