import { afterEach, beforeEach, jest, test } from '@jest/globals';
import { contextOf, memorySource, plainRequest } from '../../scripts/prove/ingest-tools.js';
import { importOffers } from '../../src/app/import-offers.js';
import type { Store } from '../../src/domain/ports.js';
import { serve } from '../../src/http/serve.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase, hasChangeStreams } from '../support/mongo-server.js';
import { until } from '../support/server-process.js';

const CSV = 'id,role,pay,currency,period\n1,SRE,70000,EUR,year\n2,SRE,72000,EUR,year\n';
const request = plainRequest('public');
const closing = { headers: { connection: 'close' } };

describeOnMongo('a server over a store that tells of changes', (mongo) => {
  if (!hasChangeStreams()) {
    test.skip('loads an import unasked: the server of MONGODB_URI has no change streams', () => undefined);
    return;
  }

  let url: string;
  let store: Store;
  let stop: () => void;
  let served: Promise<void>;
  beforeEach(async () => {
    url = mongo().url();
    store = await openMongoStore(url);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    stop();
    await served;
    await store.close();
    await dropDatabase(url);
  });

  /** Serves the store from an address; nothing is done from time to time. */
  function serveUnprompted(): Promise<string> {
    const never = setTimeout(() => undefined).unref();
    jest.spyOn(globalThis, 'setInterval').mockImplementation(() => never);
    const told = new Promise<void>((resolve) => (stop = resolve));
    return new Promise((resolve) => {
      served = serve(
        { host: '127.0.0.1', port: 0 },
        {
          context: contextOf(store),
          version: '0.0.0-test',
          log: { write: () => undefined },
          announce: (address) => {
            resolve(address);
            return Promise.resolve();
          },
          told,
        },
      );
    });
  }

  test('loads an import of another process without being asked', async () => {
    const address = await serveUnprompted();
    const isReady = async (): Promise<boolean> => (await fetch(`${address}/readyz`, closing)).ok;
    await until(isReady, (ready) => ready);
    const elsewhere = await openMongoStore(url);
    await importOffers(memorySource(CSV), request, contextOf(elsewhere));
    await elsewhere.close();
    const metrics = async (): Promise<string> => (await fetch(`${address}/metrics`, closing)).text();
    await until(metrics, (text) => /^market_worth_offers 2$/m.test(text));
  });
});
