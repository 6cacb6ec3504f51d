import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startServer } from '../support/server-process.js';
import { run, runJson, throwAwayFolder } from './process.js';

const folder = throwAwayFolder();
const store = `file:${join(folder, 'store.db')}`;
const path = (name: string): string => join(folder, name);

type Created = { id: string; token: string };

describe('access tokens on the command line', () => {
  test('are shown once, listed without their secret, and revoked', async () => {
    const words = [
      'token',
      'create',
      '--person',
      'ada',
      '--role',
      'lead',
      '--expires',
      '30d',
      '--store',
      store,
    ];
    const created = await runJson(words);
    const { id, token } = created.json as Created;
    expect(token).toMatch(/^mwt_[\w-]{43}$/);
    const listed = await runJson(['token', 'list', '--store', store]);
    expect(listed.json).toMatchObject([{ id, person: 'ada', role: 'lead', revoked: null }]);
    expect(listed.stdout).not.toContain(token.slice(4));
    expect(readFileSync(path('store.db')).includes(token)).toBe(false);
    const revoked = await runJson(['token', 'revoke', id, '--store', store]);
    expect(revoked.json).toMatchObject({ id, revoked: expect.any(String) });
    const { stdout } = await run(['token', 'list', '--store', store]);
    expect(stdout).toContain('revoked');
  });

  test.each([
    ['an unknown token', ['revoke', 'abc'], 3, 'TOKEN_NOT_FOUND'],
    ['a role that does not exist', ['create', '--person', 'ada', '--role', 'boss'], 2, 'USAGE'],
    ['no person', ['create'], 2, 'USAGE'],
    ['a person with spaces', ['create', '--person', 'a b'], 2, 'QUERY_INVALID'],
    ['a date that is none', ['create', '--person', 'ada', '--expires', 'soon'], 2, 'USAGE'],
    ['a date that has passed', ['create', '--person', 'ada', '--expires', '2020-01-01'], 2, 'QUERY_INVALID'],
  ])('refuse %s', async (_name, words, code, problem) => {
    const finished = await runJson(['token', ...words, '--store', store]);
    expect([finished.code, finished.json]).toEqual([code, expect.objectContaining({ code: problem })]);
  });
});

describe('serve', () => {
  test.each([
    ['a port that is none', ['--port', '99999']],
    ['a preset that there is not', ['--preset', 'closed']],
    ['every address before anyone has access', ['--host', '0.0.0.0', '--preset', 'open']],
    ['half of an identity provider', ['--oidc-issuer', 'https://id.example']],
    [
      'an address that this machine does not have',
      ['--host', '192.0.2.1', '--preset', 'open', '--oidc-issuer', 'x', '--oidc-audience', 'y'],
    ],
  ])('refuses %s', async (_name, words) => {
    const place = `file:${path('empty.db')}`;
    const finished = await runJson(['serve', '--port', '0', ...words, '--store', place]);
    expect([finished.code, finished.json]).toEqual([2, expect.objectContaining({ code: 'USAGE' })]);
  });

  test('answers until it is told to stop, sees what the command line imports meanwhile, and ends with 0', async () => {
    const words = ['dist/main.js', 'serve', '--port', '0', '--store', store, '--json'];
    const server = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(server, 'close') as Promise<[code: number | null]>;
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(said.toString()) as { url: string };
    const worth = async (): Promise<unknown> =>
      (await fetch(`${url}/api/v1/market-worth?role=Data+Engineer`)).json();
    expect(await worth()).toMatchObject({ percentiles: [] });
    await run(['import', 'fixtures/synthetic-interviews.csv', '--store', store]);
    const fromApi = await worth();
    expect(fromApi).toEqual((await runJson(['worth', '--role', 'Data Engineer', '--store', store])).json);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    server.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    const lines = log.trim().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ msg: 'request' });
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });

  test('ends the import that goes on when it is told to stop, all of it', async () => {
    const place = `file:${path('importing.db')}`;
    const server = await startServer(place);
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},Data Engineer,${60_000 + i},EUR,year\n`);
    const { status } = await fetch(`${server.url}/api/v1/imports`, {
      method: 'POST',
      body: `id,role,pay,currency,period\n${rows.join('')}`,
      headers: { 'content-type': 'text/csv', prefer: 'respond-async' },
    });
    await server.stop();
    expect(status).toBe(202);
    const { json } = await runJson(['imports', '--store', place]);
    expect(json).toMatchObject([{ counts: { rows: 5000, accepted: 5000 } }]);
  });

  test('ends with 0 when it is told to while a pay model is fitted', async () => {
    const place = `file:${path('busy.db')}`;
    await run(['import', 'fixtures/synthetic-interviews.csv', '--store', place]);
    const words = ['dist/main.js', 'serve', '--port', '0', '--store', place, '--json'];
    const server = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(server, 'close') as Promise<[code: number | null]>;
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(said.toString()) as { url: string };
    const asking = new AbortController();
    const asked = fetch(`${url}/api/v1/market-worth?role=Data+Engineer`, { signal: asking.signal });
    asked.catch(() => undefined);
    await fetch(`${url}/healthz`);
    asking.abort();
    server.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  });
});
