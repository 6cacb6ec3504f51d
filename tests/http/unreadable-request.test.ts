import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AppContext } from '../../src/app/context.js';
import { createMarketSource } from '../../src/app/market-source.js';
import { problemSchema } from '../../src/contract/problem.js';
import { createHttpApi } from '../../src/http/http-api.js';
import { startServer, type RunningServer } from '../../src/http/server.js';
import { contextIn } from './api.js';

let folder: string;
let context: AppContext;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unreadable-request-'));
  context = await contextIn(folder);
  const api = createHttpApi({
    context,
    market: (options) => createMarketSource(context, options),
    access: { boundToLoopback: true },
    version: '0.0.0-test',
    log: { write: () => undefined },
  });
  server = await startServer(api, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.stop();
  await context.store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the server says to a text, until it closes the connection. */
function answerTo(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => (said += part.toString()));
    socket.on('close', () => {
      resolve(said);
    });
    socket.on('error', reject);
  });
}

test('an address that is too long is answered with a problem document', async () => {
  const said = await answerTo(
    `GET /api/v1/market-worth?role=${'x'.repeat(16_400)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  );
  const [head = '', body = ''] = said.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 431 .*\r\n(?:.*\r\n)*Content-Type: application\/problem\+json\r\n/);
  expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ status: 431, code: 'HEADERS_TOO_LARGE' });
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
});

test('what is no HTTP is answered with 400', async () => {
  expect(await answerTo('hello\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
});
