import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeStoreRelease } from '../../src/app/make-release.js';
import { MarketWorthError } from '../../src/core/errors.js';
import type { ReleasePreset } from '../../src/domain/release.js';
import { ReleaseSchedule } from '../../src/http/release-schedule.js';
import { startApi, type TestApi } from './api.js';

const built = join(__dirname, '../../dist/release-thread.js');
const QUESTION = '/api/v1/market-worth?role=Backend+Engineer&country=DE';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ example: true });
});
afterAll(async () => {
  await api.close();
});

/** A schedule whose releases are made by threads, each of which is told of. */
function scheduleBy(onThread: (thread: Worker) => void): ReleaseSchedule {
  const storeUrl = api.context.store.location;
  const openReleaseThread = (preset: ReleasePreset): Worker => {
    if (!existsSync(built)) throw new Error('dist is not built: run npm run build');
    const thread = new Worker(built, { workerData: { storeUrl, preset } });
    onThread(thread);
    return thread;
  };
  return new ReleaseSchedule('team', { ...api.context, openReleaseThread });
}

test('questions are answered while a release is made, which is the one that would be made here', async () => {
  const events: string[] = [];
  let threads = 0;
  const schedule = scheduleBy((thread) => {
    threads++;
    thread.once('message', () => events.push('made'));
    thread.once('online', () => {
      void api.client.get(QUESTION).then(({ status }) => events.push(String(status)));
    });
  });
  await Promise.all([schedule.keepUp(), schedule.keepUp()]);
  expect(threads).toBe(1);
  expect(events).toEqual(['200', 'made']);
  expect((await api.context.store.release())!.release.pools).not.toEqual([]);
  expect(await makeStoreRelease('team', api.context)).toMatchObject({ changed: false });
});

test('a release that cannot be made fails as it would here', async () => {
  const schedule = new ReleaseSchedule('strict', {
    ...api.context,
    openReleaseThread: (preset) =>
      new Worker(built, { workerData: { storeUrl: `file:${__filename}/store.db`, preset } }),
  });
  const failure: unknown = await schedule.keepUp().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(MarketWorthError);
  expect((failure as MarketWorthError).code).toBe('STORE_UNREACHABLE');
});

test('a thread that ends without a word is a failure', async () => {
  const schedule = new ReleaseSchedule('strict', {
    ...api.context,
    openReleaseThread: () => new Worker('process.exit(3)', { eval: true }),
  });
  await expect(schedule.keepUp()).rejects.toThrow('ended with 3');
});
