import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { releaseSchema, sealRelease } from '../../src/domain/release.js';
import { run, runJson, throwAwayFolder } from './process.js';

const folder = throwAwayFolder();
const store = `file:${join(folder, 'store.db')}`;

beforeAll(async () => {
  await run(['import', 'fixtures/synthetic-interviews.csv', '--public', '--store', store]);
});

describe('release', () => {
  test('is refused to be shown before the first', async () => {
    const { code, json } = await runJson(['release', 'show', '--store', store]);
    expect([code, json]).toEqual([3, expect.objectContaining({ code: 'RELEASE_NOT_FOUND' })]);
  });

  test('makes figures, and the same again from the same offers', async () => {
    const first = await runJson(['release', 'make', '--store', store]);
    expect(first.json).toMatchObject({ preset: 'team', changed: true, unchanged: 0 });
    const again = await runJson(['release', 'make', '--store', store]);
    const { hash } = first.json as { hash: string };
    expect(again.json).toMatchObject({ preset: 'team', changed: false, hash });
  });

  test('shows a file that can be published, under the hash of its content', async () => {
    const { json } = await runJson(['release', 'show', '--store', store]);
    const release = releaseSchema.parse(json);
    expect(sealRelease(release)).toEqual(release);
    expect(release.pools.flatMap(({ cells }) => cells).length).toBeGreaterThan(10);
    const shown = await run(['release', 'show', '--store', store]);
    expect(shown.stdout).toContain('all software engineering');
  });

  test('is made by a server that shares pay, whose members are answered from it', async () => {
    const { json } = await runJson(['token', 'create', '--person', 'ada', '--store', store]);
    const { token } = json as { token: string };
    const words = ['dist/main.js', 'serve', '--port', '0', '--preset', 'strict', '--store', store, '--json'];
    const server = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(server, 'close') as Promise<[code: number | null]>;
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(said.toString()) as { url: string };
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/v1/market-worth?role=Backend+Engineer&pay=80000`, { headers });
    expect(await answer.json()).toMatchObject({ position: { band: {} } });
    const mine = await fetch(`${url}/api/v1/market-worth?role=Backend+Engineer&pay=80000`);
    expect(await mine.json()).toMatchObject({ position: { percentile: expect.any(Number) } });
    server.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect((await runJson(['release', 'show', '--store', store])).json).toMatchObject({ preset: 'strict' });
  });
});
