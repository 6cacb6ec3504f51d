import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { run, runJson, throwAwayFolder } from '../cli/process.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { hostileTexts, operatorValues, prototypeKeys } from '../support/hostile-values.js';
import { openMongoApi, type MongoApi } from '../support/mongo-api.js';
import { dropDatabase } from '../support/mongo-server.js';
import { dump } from './made-up.js';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const isClean = (): boolean => !('polluted' in {}) && Object.keys(Object.prototype).length === 0;

describeOnMongo('a store in MongoDB', (mongo) => {
  const folder = throwAwayFolder();
  let url: string;
  beforeAll(() => {
    url = mongo().url();
  });

  async function entries(): Promise<Awaited<ReturnType<typeof dump>>> {
    const store = await openMongoStore(url);
    try {
      return await dump(store);
    } finally {
      await store.close();
    }
  }

  describe('given a corpus of operators and prototype keys', () => {
    let api: MongoApi;
    beforeAll(async () => {
      api = await openMongoApi(url, true, { refusalsAMinute: 10_000 });
      await api.context.store.saveProfile('owner', { role: 'SRE' });
    });
    afterAll(async () => {
      await api.close();
      await dropDatabase(url);
    });

    test('in every field of a CSV keeps it as text, and finds it as text', async () => {
      expect(hostileTexts.length).toBeGreaterThanOrEqual(100);
      const fields = ['id', 'employer', 'role', 'level', 'skills', 'location', 'contributor', 'notes'];
      const lines = hostileTexts.map((text) => fields.map(() => quoted(text)).join(','));
      const file = join(folder, 'hostile.csv');
      const header = `${fields.join(',')},pay,currency,period`;
      writeFileSync(file, [header, ...lines.map((line) => `${line},70000,EUR,year`)].join('\n'));
      const { code, json } = await runJson(['import', file, '--store', url]);
      expect([code, json]).toEqual([0, expect.objectContaining({ accepted: hostileTexts.length })]);
      const found = await entries();
      expect(found.map(({ entry }) => entry.contributor).sort()).toEqual([...hostileTexts].sort());
      expect(found.every(({ entry }) => entry.notes === entry.contributor)).toBe(true);
      for (const text of hostileTexts) {
        const own = await api.context.store.entriesOf(text, 1000);
        expect(own.map(({ entry }) => entry.contributor)).toEqual([text]);
      }
    });

    test('as names of columns takes none for a field', async () => {
      const columns = [...prototypeKeys.slice(0, 8), '$where', '{"$ne":null}'];
      const file = join(folder, 'columns.csv');
      const line = [...columns.map(() => 'x'), 'SRE', '70000', 'EUR', 'year'].join(',');
      const header = [...columns.map(quoted), 'role', 'pay', 'currency', 'period'].join(',');
      writeFileSync(file, `${header}\n${line}\n`);
      const words = ['import', file, '--store', url, '--source', '{"$gt":""}', '--set', 'contributor=$where'];
      const { json } = await runJson(words);
      expect(json).toMatchObject({ accepted: 1 });
      const mapped = await runJson(['import', file, '--store', url, '--map', 'notes=__proto__']);
      expect(mapped.json).toMatchObject({ accepted: 1 });
      const added = (await entries()).filter(({ batch }) => batch > 1);
      expect(added.map(({ entry }) => entry.notes ?? null).sort()).toEqual([null, 'x']);
      expect(isClean()).toBe(true);
    });

    test('on the command line finds nothing but itself', async () => {
      const before = await entries();
      for (const text of ['{"$ne":null}', '__proto__']) {
        await run(['profile', '--role', text, '--employer', text, '--store', url]);
        const { json } = await runJson(['profile', '--store', url]);
        expect(json).toMatchObject({ role: text, employer: text });
        for (const words of [
          ['token', 'revoke', text],
          ['imports', 'show', text],
          ['imports', 'undo', text],
          ['token', 'create', '--person', text],
        ]) {
          const { code } = await run([...words, '--store', url]);
          expect([2, 3]).toContain(code);
        }
      }
      expect(await entries()).toEqual(before);
      expect(await api.context.store.tokens()).toEqual([]);
    });

    test('over HTTP is refused, or is a text, in parameters, bodies, addresses and tokens', async () => {
      const { client, context } = api;
      const kept = { role: 'SRE' };
      await context.store.saveProfile('owner', kept);
      const before = await entries();
      for (const value of operatorValues) {
        const text = JSON.stringify(value);
        const [key, operand] = Object.entries(value)[0] as [string, unknown];
        const address = encodeURIComponent(text);
        const bracket = `role%5B${encodeURIComponent(key)}%5D=${encodeURIComponent(String(operand))}`;
        await client.get(`/api/v1/market-worth?${bracket}`).expect(400);
        await client.get(`/api/v1/market-worth?role=${address}`).expect(200);
        await client.get(`/api/v1/interviews?cursor=${address}`).expect(400);
        await client
          .get(`/api/v1/interviews/${address}`)
          .expect(/^\{.*"code":"(QUERY_INVALID|INTERVIEW_NOT_FOUND)"/);
        await client.delete(`/api/v1/imports/${address}`).expect(/"code":"(QUERY_INVALID|BATCH_NOT_FOUND)"/);
        await client.put('/api/v1/profile').send({ role: value }).expect(400);
        await client.post('/api/v1/interviews').send({ stage: value, outcome: 'pending' }).expect(400);
        await client.get('/api/v1/profile').set('Authorization', `Bearer ${text}`).expect(401);
      }
      for (const key of prototypeKeys) {
        const body = `{"role":"Nurse",${JSON.stringify(key)}:{"polluted":1}}`;
        const asked = client.put('/api/v1/profile').set('Content-Type', 'application/json');
        await asked.send(body).expect(400);
        await client.get(`/api/v1/market-worth?${encodeURIComponent(key)}=1`).expect(400);
      }
      expect(await context.store.profile('owner')).toEqual(kept);
      expect(await entries()).toEqual(before);
      expect(isClean()).toBe(true);
    });

    test('shows what it is where no border stands: the driver takes it for operators', async () => {
      const client = new mongoose.mongo.MongoClient(url);
      const rows = client.db().collection('rows');
      const held = await rows.countDocuments();
      let reached = 0;
      for (const value of operatorValues) {
        const filter = { 'entry.contributor': JSON.parse(JSON.stringify(value)) as object };
        const found = await rows.countDocuments(filter).catch(() => 0);
        if (found > 1) reached++;
      }
      await client.close();
      expect(held).toBeGreaterThan(100);
      expect(reached).toBeGreaterThan(20);
    });
  });
});
