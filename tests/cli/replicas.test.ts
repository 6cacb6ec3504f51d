import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { answersOf, importShows, killUnderLoad, startReplicas } from '../../scripts/prove/replicas.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';
import type { ServerProcess } from '../support/server-process.js';
import { run } from './process.js';

const header = 'id,role,level,pay,currency,period,tax\n';
const rows = (count: number, pay: number): string =>
  Array.from({ length: count }, (_, i) => `${i},Backend Engineer,senior,${pay + 10 * i},EUR,year,gross`).join(
    '\n',
  );

describeOnMongo('a store', (mongo) => {
  describe('of three servers', () => {
    let url: string;
    let replicas: ServerProcess[];
    beforeAll(async () => {
      url = mongo().url();
      await run(['import', 'fixtures/synthetic-interviews.csv', '--store', url]);
      replicas = await startReplicas(url, 3);
    });
    afterAll(async () => {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await dropDatabase(url);
    });

    async function expectAlike(): Promise<string> {
      const [first, ...others] = await Promise.all(replicas.map(answersOf));
      for (const other of others) expect(other).toBe(first);
      return first!;
    }

    test('show an import through one in all, byte for byte alike, each after one refit', async () => {
      /** Several processes start and fit their market: on a busy machine that takes its time. */
      jest.setTimeout(180_000);
      const before = await expectAlike();
      await importShows(replicas, header + rows(40, 60_000));
      expect(await expectAlike()).not.toBe(before);
      for (const replica of replicas) {
        const metrics = await (await replica.get('/metrics')).text();
        expect(metrics).toMatch(/^market_worth_refits_total 2$/m);
      }
    });

    test('take the same file at the same moment once', async () => {
      const csv = header + rows(300, 50_000);
      const reports = await Promise.all(
        replicas.map(async (replica) => {
          const response = await replica.post('/api/v1/imports?source=same', csv);
          return (await response.json()) as { accepted: number; duplicate: number };
        }),
      );
      const sum = (field: 'accepted' | 'duplicate'): number =>
        reports.reduce((total, report) => total + report[field], 0);
      expect([sum('accepted'), sum('duplicate')]).toEqual([300, 600]);
      const store = await openMongoStore(url);
      const batches = (await store.batches()).filter(({ source }) => source === 'same');
      await store.close();
      expect(batches.map(({ counts }) => counts.accepted).sort((a, b) => a - b)).toEqual([0, 0, 300]);
    });

    test('give no wrong answer when one of them is killed under load, and the others go on', async () => {
      const { answers, wrong, after } = await killUnderLoad(replicas, 1, 3000);
      expect(wrong).toBe(0);
      expect(answers).toBeGreaterThan(after);
      expect(after).toBeGreaterThan(0);
      replicas.splice(1, 1);
      await expectAlike();
    });
  });
});
