import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiDocument } from '../../src/contract/openapi.js';
import { fuzzHttp, type Fuzzed } from './http/fuzz.js';

const MAIN = 'dist/main.js';

async function importExample(store: string): Promise<void> {
  const words = [MAIN, 'import', 'fixtures/synthetic-interviews.csv', '--store', store];
  const child = spawn(process.execPath, words, { stdio: 'ignore' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the example was not imported: exit ${code}`);
}

/** Sends generated requests to the built server, started for this on a store that holds the example. */
export async function fuzzServer(requests: number, seed: number): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), 'market-worth-fuzz-'));
  const store = `file:${join(folder, 'store.db')}`;
  await importExample(store);
  const words = [MAIN, 'serve', '--port', '0', '--store', store, '--json'];
  const server = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(server, 'close');
  try {
    let said = '';
    for await (const part of server.stdout as AsyncIterable<Buffer>) {
      said += part.toString();
      if (said.includes('}')) break;
    }
    const { url } = JSON.parse(said) as { url: string };
    return await fuzzHttp(Number(new URL(url).port), openApiDocument(), requests, seed);
  } finally {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}
