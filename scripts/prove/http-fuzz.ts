import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiDocument } from '../../src/contract/openapi.js';
import { startServer } from '../../tests/support/server-process.js';
import { command } from './command.js';
import { fuzzHttp, type Fuzzed } from './http/fuzz.js';

/** Sends generated requests to the built server, started for this on a store that holds the example. */
export async function fuzzServer(requests: number, seed: number): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), 'market-worth-fuzz-'));
  const store = `file:${join(folder, 'store.db')}`;
  const { code } = await command(['import', 'fixtures/synthetic-interviews.csv', '--store', store]);
  if (code !== 0) throw new Error(`the example was not imported: exit ${code}`);
  const server = await startServer(store);
  try {
    return await fuzzHttp(Number(new URL(server.url).port), openApiDocument(), requests, seed);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
