import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 40_000;

/** `market-worth serve` as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Asks it; fails where it does not answer in good time. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, csv: string): Promise<Response>;
  /** Ends it, and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** The address that `serve --json` says it listens at. */
export async function urlOf(stdout: Readable): Promise<string> {
  let said = '';
  for await (const part of stdout as AsyncIterable<Buffer>) {
    said += part.toString();
    if (said.includes('}')) break;
  }
  return (JSON.parse(said) as { url: string }).url;
}

/** Starts a server over a store, with a cache of its own. */
export async function startServer(store: string, ...words: string[]): Promise<ServerProcess> {
  const cache = mkdtempSync(join(tmpdir(), 'market-worth-cache-'));
  const all = ['dist/main.js', 'serve', '--port', '0', '--store', store, '--json', ...words];
  const child = spawn(process.execPath, all, {
    env: { ...process.env, MARKET_WORTH_CACHE: cache },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  const url = await urlOf(child.stdout);
  return {
    url,
    get: (path, headers = {}) => fetch(url + path, { headers, signal: AbortSignal.timeout(LIMIT_MS) }),
    post: (path, csv) =>
      fetch(url + path, {
        method: 'POST',
        body: csv,
        headers: { 'content-type': 'text/csv' },
        signal: AbortSignal.timeout(LIMIT_MS),
      }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await closed;
      rmSync(cache, { recursive: true, force: true });
    },
  };
}

/** Asks again until the answer is as it should be; fails after a while. */
export async function until<Value>(
  ask: () => Promise<Value>,
  isRight: (value: Value) => boolean,
  limitMs = LIMIT_MS,
): Promise<Value> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const value = await ask();
    if (isRight(value)) return value;
    if (performance.now() > deadline) throw new Error(`still not so: ${JSON.stringify(value)}`);
    await sleep(50);
  }
}
