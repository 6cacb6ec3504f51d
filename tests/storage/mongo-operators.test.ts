import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type { Store } from '../../src/domain/ports.js';
import { modelsOf } from '../../src/storage/mongo/models.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { operatorValues as hostile } from '../support/hostile-values.js';
import { dropDatabase } from '../support/mongo-server.js';
import { candidate, importBatch } from './made-up.js';

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
      await importBatch(store, [candidate(1, { role: 'SRE', contributor: 'me' })]);
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
        expect(await gets((key) => store.entry(key), value)).toBeUndefined();
        expect((await gets((person) => store.entriesOf(person, 10), value)) ?? []).toEqual([]);
        expect(await gets((id) => store.batch(id as unknown as number), value)).toBeUndefined();
        await gets((person) => store.saveProfile(person, { role: 'DBA' }), value);
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

  test.each([
    [true, 'none finds anything through the models as they are'],
    [false, 'many find what they should not through the same models once their border is off'],
  ])('sanitizeFilter %s: %s', async (sanitizeFilter) => {
    await withStore(async (_store, url) => {
      const driver = await new mongoose.Mongoose({ strictQuery: 'throw', sanitizeFilter })
        .createConnection(url)
        .asPromise();
      const { profiles, rows } = modelsOf(driver);
      let reached = 0;
      for (const value of hostile) {
        const [id, contributor] = [{ _id: value }, { 'entry.contributor': value }] as object[];
        if ((await profiles.findOne(id).catch(() => null)) !== null) reached++;
        if ((await rows.findOne(contributor).catch(() => null)) !== null) reached++;
      }
      await driver.close();
      if (sanitizeFilter) expect(reached).toBe(0);
      else expect(reached).toBeGreaterThan(20);
    });
  });
});
