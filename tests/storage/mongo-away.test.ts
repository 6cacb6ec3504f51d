import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MarketWorthError } from '../../src/core/errors.js';
import { Connection } from '../../src/storage/mongo/connection.js';
import { locationOf } from '../../src/storage/mongo/location.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';
import { TcpProxy } from '../support/tcp-proxy.js';

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

/** What is asked through a proxy, and when the last of it is over, in ms from the first. */
async function lastEnd(
  asks: readonly { readonly afterMs: number; ask: () => Promise<unknown> }[],
): Promise<number> {
  const began = performance.now();
  const ends = asks.map(async ({ afterMs, ask }) => {
    await sleep(afterMs);
    await expect(ask()).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    return performance.now() - began;
  });
  return Math.max(...(await Promise.all(ends)));
}

describeOnMongo('a MongoDB server that falls silent', (server) => {
  const limits = { answerMs: 3000, closeMs: 500 };
  let url: string;
  let proxy: TcpProxy;
  let connection: Connection;

  beforeEach(async () => {
    url = server().url();
    proxy = await TcpProxy.start({ host: new URL(url).hostname, port: server().port });
    connection = await Connection.open(proxy.through(url), limits);
  });

  afterEach(async () => {
    await connection.close();
    await proxy.stop();
    await dropDatabase(url);
  });

  const count = () => connection.attempt(() => connection.raw.rows.countDocuments());

  test('is waited for once, however many things are asked of it one after the other', async () => {
    await count();
    proxy.mode = 'stall';
    const afterMs = [0, limits.answerMs / 2, limits.answerMs - 100];
    const last = await lastEnd(afterMs.map((after) => ({ afterMs: after, ask: count })));
    // Each for itself, the last would have ended almost two limits after the first was asked.
    expect(last).toBeLessThan(1.6 * limits.answerMs);
    expect(connection.isAway()).toBe(true);
  });

  test('is not waited for as long as an index may take', async () => {
    proxy.mode = 'stall';
    const index = () => connection.patiently(() => connection.raw.rows.createIndex({ line: 1 }, {}, {}));
    expect(await lastEnd([{ afterMs: 0, ask: index }])).toBeLessThan(1.6 * limits.answerMs);
  });

  test('answers again after that, and what is asked then has the whole limit', async () => {
    proxy.mode = 'stall';
    await lastEnd([{ afterMs: 0, ask: count }]);
    proxy.cut();
    proxy.mode = { delayMs: limits.answerMs / 4 };
    expect(await count()).toBe(0);
    expect(connection.isAway()).toBe(false);
  });

  test('fails nothing that was asked while it was only slow', async () => {
    // Each has a connection of its own by then.
    await Promise.all([count(), count()]);
    proxy.mode = { delayMs: limits.answerMs * 0.7 };
    const asked = [0, limits.answerMs * 0.5].map(async (ms) => {
      await sleep(ms);
      return count();
    });
    expect(await Promise.all(asked)).toEqual([0, 0]);
  });
});

describe('a command on a MongoDB store that is away', () => {
  test('ends with exit code 4 as soon as its limit is over, whatever the driver still waits for', async () => {
    const port = await silentServer();
    const asked = once(server!, 'connection').then(() => performance.now());
    const words = ['dist/main.js', 'worth', '--role', 'SRE', '--store', `mongodb://127.0.0.1:${port}/x`];
    const child = spawn(process.execPath, words, { stdio: 'ignore' });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(4);
    // Twelve seconds for an answer; a connection that the driver has begun anew would take ten more.
    expect(performance.now() - (await asked)).toBeLessThan(18_000);
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
