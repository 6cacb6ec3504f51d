import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';
import { urlOf } from '../support/server-process.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const SECRET = 'hunter2';

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** The built command line, and all it prints. */
function start(words: readonly string[], store: string): { child: Child; printed: string[] } {
  const env = { ...process.env, MARKET_WORTH_STORE: store, MARKET_WORTH_DEBUG: '1' };
  const child = spawn(process.execPath, ['dist/main.js', ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => printed.push(part.toString()));
  return { child, printed };
}

/** What others on the machine see of a process, where the system tells. */
function seenOf(child: Child): string {
  const path = `/proc/${child.pid}/cmdline`;
  return existsSync(path) ? readFileSync(path, 'latin1') : '';
}

test('the password of a store is neither in the title of a process nor in what it prints', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const store = `mongodb://ann:${SECRET}@127.0.0.1:${(silent.address() as AddressInfo).port}/pay`;
  const help = start(['worth', '--help'], store);
  const { child, printed } = start(['worth', '--role', 'SRE', '--store', store], store);
  await once(silent, 'connection');
  expect(seenOf(child)).not.toContain(SECRET);
  const [code] = (await once(child, 'close')) as [number];
  silent.close();
  expect(code).toBe(4);
  expect(printed.join('')).toContain('mongodb://127.0.0.1:');
  expect(printed.join('')).not.toContain(SECRET);
  expect(help.printed.join('')).toContain('--store');
  expect(help.printed.join('')).not.toContain(SECRET);
});

describeOnMongo('a server over a store with a secret in its URL', (mongo) => {
  test('tells it in no log line, figure or answer, not even when the store goes away', async () => {
    const url = mongo().url();
    const proxy = await TcpProxy.start({ host: new URL(url).hostname, port: mongo().port });
    const store = new URL(proxy.through(url));
    store.searchParams.set('appName', SECRET);
    const { child, printed } = start(['serve', '--port', '0', '--json'], store.toString());
    const address = await urlOf(child.stdout);
    const ask = async (path: string): Promise<void> => {
      const response = await fetch(address + path);
      printed.push(JSON.stringify([...response.headers]), await response.text());
    };
    const paths = [
      '/metrics',
      '/readyz',
      '/api/v1/market-worth?role=SRE',
      '/api/v1/imports',
      '/openapi.json',
    ];
    for (const path of paths) await ask(path);
    proxy.mode = 'away';
    proxy.cut();
    for (const path of paths) await ask(path);
    expect(seenOf(child)).not.toContain(SECRET);
    child.kill();
    await once(child, 'close');
    await proxy.stop();
    await dropDatabase(url);
    expect(printed.join('')).toContain('market_worth');
    expect(printed.join('')).not.toContain(SECRET);
  });
});
