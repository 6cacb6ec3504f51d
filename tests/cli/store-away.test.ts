import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase, javaServerMissing, startJavaServer } from '../support/mongo-server.js';
import { TcpProxy, type ProxyMode } from '../support/tcp-proxy.js';
import { run, runJson } from './process.js';
import { startServer, until, type ServerProcess } from '../support/server-process.js';

/** Most of it is waiting for limits to run out, three times as long on a busy machine. */
jest.setTimeout(180_000);

const EXAMPLE = 'fixtures/synthetic-interviews.csv';
const QUESTION = '/api/v1/market-worth?role=Backend+Engineer';
const CSV = 'id,role,pay,currency,period\n1,Backend Engineer,70000,EUR,year\n';

/** An answer without its moment. */
async function told(server: ServerProcess): Promise<{ status: number; etag: string | null; body: string }> {
  const response = await server.get(QUESTION);
  return { status: response.status, etag: response.headers.get('etag'), body: await response.text() };
}

async function untilReady(server: ServerProcess, status: number): Promise<void> {
  await until(
    async () => (await server.get('/readyz')).status,
    (found) => found === status,
  );
}

/** What a server does while its store is away: it answers as before, tells the age, and takes nothing in. */
async function expectAway(server: ServerProcess, before: unknown): Promise<void> {
  await untilReady(server, 503);
  expect(await told(server)).toEqual(before);
  const age = (await server.get(QUESTION)).headers.get('age');
  expect(Number(age)).toBeGreaterThan(0);
  const refused = await server.post('/api/v1/imports', CSV);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'STORE_UNREACHABLE' });
  expect((await server.get('/healthz')).status).toBe(200);
}

/** What it does when the store is back, by itself. */
async function expectBack(server: ServerProcess, before: unknown): Promise<void> {
  await untilReady(server, 200);
  const answer = await server.get(QUESTION);
  expect(answer.headers.get('age')).toBeNull();
  expect(await told(server)).toEqual(before);
  expect((await server.post('/api/v1/imports?source=late', CSV)).status).toBe(201);
  expect((await told(server)).etag).not.toBe((before as { etag: string }).etag);
}

describeOnMongo('a store that is away', (mongo) => {
  let url: string;
  let proxy: TcpProxy;
  beforeEach(async () => {
    url = mongo().url();
    proxy = await TcpProxy.start({ host: new URL(url).hostname, port: mongo().port });
    await run(['import', EXAMPLE, '--store', url]);
  });
  afterEach(async () => {
    await proxy.stop();
    await dropDatabase(url);
  });

  async function goesAwayAndComesBack(mode: ProxyMode): Promise<void> {
    const [own, way] = [
      mongo().url(),
      await TcpProxy.start({ host: new URL(url).hostname, port: mongo().port }),
    ];
    await run(['import', EXAMPLE, '--store', own]);
    const server = await startServer(way.through(own));
    try {
      await untilReady(server, 200);
      const before = await told(server);
      expect(before.status).toBe(200);
      way.mode = mode;
      if (mode === 'away') way.cut();
      await expectAway(server, before);
      way.mode = 'pass';
      if (mode === 'stall') way.cut();
      await expectBack(server, before);
    } finally {
      await server.stop();
      await way.stop();
      await dropDatabase(own);
    }
  }

  test('or never answers leaves the API answering from what it has, and it heals by itself', async () => {
    await Promise.all([goesAwayAndComesBack('away'), goesAwayAndComesBack('stall')]);
  });

  test('that answers late is waited for', async () => {
    proxy.mode = { delayMs: 1000 };
    const { code, json } = await runJson(['imports', '--store', proxy.through(url)]);
    expect([code, json]).toEqual([0, [expect.objectContaining({ id: 1 })]]);
  });
});

/** A port of this machine on which connections are taken and nothing is said, or nothing listens at all. */
async function deadPort(listens: boolean): Promise<{ port: number; close: () => void }> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  if (!listens) await new Promise((resolve) => server.close(resolve));
  return { port, close: () => void server.close() };
}

test('a server that never answers and a port where nothing listens end a command with 4, and are named', async () => {
  const ended = [true, false].map(async (listens) => {
    const { port, close } = await deadPort(listens);
    const { code, json } = await runJson([
      'imports',
      '--store',
      `mongodb://ann:hunter2@127.0.0.1:${port}/pay`,
    ]);
    close();
    expect([code, json]).toEqual([4, expect.objectContaining({ code: 'STORE_UNREACHABLE' })]);
    const { detail } = json as { detail: string };
    expect(detail).toContain(`mongodb://127.0.0.1:${port}/pay`);
    expect(detail).toContain('Check that MongoDB runs there');
    expect(JSON.stringify(json)).not.toContain('hunter2');
  });
  await Promise.all(ended);
});

const missing = javaServerMissing();
if (missing !== undefined) test.skip(`a server that is started again: ${missing}`, () => undefined);
else
  test('a server that is started again on its port has what it had, and those who use it go on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mongo-h2-'));
    const file = join(folder, 'data');
    const first = await startJavaServer({ file });
    const url = first.url();
    await run(['import', EXAMPLE, '--store', url]);
    const server = await startServer(url);
    await untilReady(server, 200);
    const before = await told(server);
    await first.stop();
    await expectAway(server, before);
    const second = await startJavaServer({ file, port: first.port });
    await expectBack(server, before);
    expect((await runJson(['imports', '--store', url])).json).toHaveLength(2);
    await server.stop();
    await second.stop();
    rmSync(folder, { recursive: true });
  });
