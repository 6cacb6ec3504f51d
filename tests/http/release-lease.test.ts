import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { contextOf, memorySource, plainRequest } from '../../scripts/prove/ingest-tools.js';
import type { AppContext } from '../../src/app/context.js';
import { importOffers } from '../../src/app/import-offers.js';
import type { Store } from '../../src/domain/ports.js';
import { ReleaseSchedule } from '../../src/http/release-schedule.js';
import { leasesOf, openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';

const PROCESSES = 3;

/** A store that counts the releases that are worked out from it. */
function counting(store: Store, onMade: () => void): Store {
  const saveRelease: Store['saveRelease'] = (kept, replaces) => {
    onMade();
    return store.saveRelease(kept, replaces);
  };
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = name === 'saveRelease' ? saveRelease : Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describeOnMongo('the release of a store that several servers share', (mongo) => {
  let url: string;
  let stores: Store[];
  let made: number;

  beforeEach(async () => {
    url = mongo().url();
    stores = await Promise.all(Array.from({ length: PROCESSES }, () => openMongoStore(url)));
    made = 0;
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await dropDatabase(url);
  });

  /** The schedules of as many servers, at a time of day. */
  function schedules(now: string): ReleaseSchedule[] {
    return stores.map((store) => {
      const context: AppContext = {
        ...contextOf(counting(store, () => made++)),
        now: () => Date.parse(now),
      };
      return new ReleaseSchedule('team', context, leasesOf(store));
    });
  }

  async function importExample(): Promise<void> {
    const source = memorySource(readFileSync('fixtures/synthetic-interviews.csv'));
    await importOffers(source, plainRequest('public'), contextOf(stores[0]!));
  }

  test('is made by one of them, when all find it due at the same moment', async () => {
    await importExample();
    await Promise.all(schedules('2026-11-25T12:00:00Z').map((schedule) => schedule.keepUp()));
    expect(made).toBe(1);
    const first = await stores[0]!.release();
    await Promise.all(schedules('2026-11-25T23:00:00Z').map((schedule) => schedule.keepUp()));
    expect(made).toBe(1);
    await Promise.all(schedules('2026-11-26T12:00:00Z').map((schedule) => schedule.keepUp()));
    expect(made).toBe(2);
    const second = await stores[0]!.release();
    expect(first!.made).not.toBe(second!.made);
    for (const store of stores) expect(await store.release()).toEqual(second);
  });

  test('is not kept from the others by one that fails', async () => {
    const [first, second] = stores.map((store) => leasesOf(store)!);
    const failed = first!('release', () => Promise.reject(new Error('no more')));
    await expect(failed).rejects.toThrow('no more');
    let done = false;
    await second!('release', () => {
      done = true;
      return Promise.resolve();
    });
    expect(done).toBe(true);
  });
});
