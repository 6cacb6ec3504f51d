import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createToken } from '../../src/app/access-tokens.js';
import type { AppContext } from '../../src/app/context.js';
import { createMarketSource } from '../../src/app/market-source.js';
import { createHttpApi } from '../../src/http/http-api.js';
import { startServer, type RunningServer } from '../../src/http/server.js';
import { checkStart, presetOf } from '../../src/http/start-rules.js';
import { contextIn } from './api.js';

let folder: string;
let context: AppContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'http-server-'));
  context = await contextIn(folder);
});

afterAll(async () => {
  await context.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function start({ graceMs = 5000, port = 0 } = {}): Promise<RunningServer> {
  const api = createHttpApi({
    context,
    market: (options) => createMarketSource(context, options),
    access: { boundToLoopback: true },
    version: '0.0.0-test',
    log: { write: () => undefined },
    settings: { graceMs, bodyMs: 60_000 },
  });
  return startServer(api, { host: '127.0.0.1', port });
}

const header = 'id,role,pay,currency,period\n';
const rows = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `s-${from + i},SRE,70000,EUR,year\n`).join('');

/** A file that is posted part by part. */
function posting(url: string): {
  write: (text: string) => void;
  end: () => void;
  status: Promise<number | string>;
} {
  const headers = { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' };
  const sent = request(`${url}/api/v1/imports`, { method: 'POST', headers });
  const status = new Promise<number | string>((resolve) => {
    sent.on('response', (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode!);
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? 'error');
    });
  });
  return { write: (text) => sent.write(text), end: () => sent.end(), status };
}

async function count(): Promise<number> {
  let all = 0;
  for await (const chunk of context.store.entries()) all += chunk.length;
  return all;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a server that is told to stop', () => {
  test('lets a request and its import in flight end, and takes no new ones', async () => {
    const server = await start();
    const before = await count();
    const post = posting(server.url);
    post.write(header + rows(0, 500));
    await pause(100);
    const stopped = server.stop();
    await pause(50);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    post.write(rows(500, 500));
    post.end();
    expect(await post.status).toBe(201);
    await stopped;
    expect(await count()).toBe(before + 1000);
  });

  test('cuts off after its grace what does not end, and leaves nothing of it', async () => {
    const server = await start({ graceMs: 200 });
    const before = await count();
    const post = posting(server.url);
    post.write(header + rows(5000, 10));
    await pause(100);
    await server.stop();
    expect(await post.status).toBe('ECONNRESET');
    expect(await count()).toBe(before);
  });

  test('lets a job end that no one waits for', async () => {
    const server = await start();
    const before = await count();
    const accepted = await fetch(`${server.url}/api/v1/imports`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', prefer: 'respond-async' },
      body: header + rows(10_000, 5000),
    });
    expect(accepted.status).toBe(202);
    await server.stop();
    expect(await count()).toBe(before + 5000);
  });
});

describe('a server that is to start', () => {
  test('says where it listens, and what is in the way where it cannot', async () => {
    const server = await start();
    const { port } = new URL(server.url);
    expect(Number(port)).toBeGreaterThan(0);
    const again = start({ port: Number(port) });
    await expect(again).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('another program'),
    });
    await server.stop();
  });

  test('may, for this machine alone', async () => {
    for (const host of ['127.0.0.1', '::1', 'localhost']) await checkStart({ host }, context);
  });

  test('may not be reached from elsewhere before anyone has access', async () => {
    const start = checkStart({ host: '0.0.0.0', preset: 'open' }, context);
    await expect(start).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('token create'),
    });
    const oidc = { issuer: 'https://id.example', audience: 'x', roleClaim: 'role' };
    await checkStart({ host: '0.0.0.0', preset: 'open', oidc }, context);
    const yesterday = context.now() - 86_400_000;
    const past = { ...context, now: () => yesterday };
    await createToken({ person: 'ada', role: 'admin', expires: new Date(yesterday + 1000) }, past);
    await expect(checkStart({ host: '0.0.0.0', preset: 'open' }, context)).rejects.toMatchObject({
      code: 'USAGE',
    });
    await createToken({ person: 'ada', role: 'admin', expires: new Date(context.now() + 1e7) }, context);
    await checkStart({ host: '0.0.0.0', preset: 'open' }, context);
  });

  test.each([
    ['127.0.0.1', 'team', 'team'],
    ['127.0.0.1', 'strict', 'strict'],
    ['127.0.0.1', undefined, 'open'],
    ['0.0.0.0', undefined, 'team'],
    ['0.0.0.0', 'strict', 'strict'],
    ['0.0.0.0', 'open', 'open'],
  ] as const)(
    'does not expose single offers where pay is shared, unless told to: %s %s',
    (host, preset, expected) => {
      expect(presetOf({ host, preset })).toBe(expected);
    },
  );
});
