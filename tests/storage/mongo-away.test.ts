import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { MarketWorthError } from '../../src/core/errors.js';
import { locationOf } from '../../src/storage/mongo/location.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';

const SECRET = 'hunter2';
let server: Server | undefined;

/** A server that takes connections and never says a word. */
async function silentServer(): Promise<number> {
  server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server!.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

async function failureOf(url: string): Promise<MarketWorthError> {
  const thrown: unknown = await openMongoStore(url).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(MarketWorthError);
  return thrown as MarketWorthError;
}

afterEach(() => {
  server?.close();
  server = undefined;
});

describe('a MongoDB store that is away', () => {
  test('a server that takes connections and never answers is unreachable, and named', async () => {
    const port = await silentServer();
    const error = await failureOf(`mongodb://ann:${SECRET}@127.0.0.1:${port}/pay`);
    expect(error.code).toBe('STORE_UNREACHABLE');
    expect(error.message).toContain(`127.0.0.1:${port}/pay`);
    expect(error.message).toContain('Check that MongoDB runs there');
    expect(error.message + JSON.stringify(error.facts)).not.toContain(SECRET);
  });

  test('a URL that cannot be understood is refused without being quoted', async () => {
    for (const url of [`mongodb://ann:${SECRET}@`, `mongodb://ann:${SECRET}@host:99999999/x`]) {
      const error = await failureOf(url);
      expect(error.code).toBe('STORE_UNREACHABLE');
      expect(error.message + JSON.stringify(error.facts)).not.toContain(SECRET);
    }
  });
});

describe('the location of a MongoDB store', () => {
  test.each([
    [`mongodb://ann:${SECRET}@a:1,b:2/pay?replicaSet=r`, 'mongodb://a:1,b:2/pay', 'pay'],
    [
      `mongodb+srv://ann:${SECRET}@cluster.example`,
      'mongodb+srv://cluster.example/market-worth',
      'market-worth',
    ],
    [`mongodb://ann:p@${SECRET}/x@host/pay`, 'mongodb://host/pay', 'pay'],
    [
      `mongodb://host/?tlsCertificateKeyFilePassword=${SECRET}`,
      'mongodb://host/market-worth',
      'market-worth',
    ],
  ])('shows neither name, password nor options: %#', (url, location, database) => {
    expect(locationOf(url)).toEqual({ location, database });
  });
});
