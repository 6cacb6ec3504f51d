import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { contextOf } from '../../scripts/prove/ingest-tools.js';
import type { AppContext } from '../../src/app/context.js';
import { createMarketSource } from '../../src/app/market-source.js';
import { createHttpApi } from '../../src/http/http-api.js';
import { sharedLimits } from '../../src/http/rate-limit.js';
import { defaultSettings, type HttpSettings } from '../../src/http/settings.js';
import { limitersOf, openMongoStore } from '../../src/storage/mongo/mongo-store.js';

/** An API in this process over a store in MongoDB, with a connection of its own, and a client of it. */
export interface MongoApi {
  readonly context: AppContext;
  readonly client: TestAgent;
  close(): Promise<void>;
}

export async function openMongoApi(
  url: string,
  boundToLoopback: boolean,
  given: Partial<HttpSettings> = {},
): Promise<MongoApi> {
  const settings = { ...defaultSettings, ...given };
  const store = await openMongoStore(url);
  const context = contextOf(store);
  const api = createHttpApi({
    context,
    market: (options) => createMarketSource(context, options),
    access: { boundToLoopback },
    version: '0.0.0-test',
    log: { write: () => undefined },
    settings,
    limits: await sharedLimits(limitersOf(store)!, settings),
  });
  const server = createServer(api.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    context,
    client: request.agent(`http://127.0.0.1:${port}`),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}
