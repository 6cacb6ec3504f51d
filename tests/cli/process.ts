import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder that is removed after the tests of the file. */
export function throwAwayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'market-worth-test-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The built command line as a process of its own. */
function start(words: readonly string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, ['dist/main.js', ...words], { env: { ...process.env, ...env } });
}

/** Runs the built command line to its end. */
export function run(
  words: readonly string[],
  given: { stdin?: string | Buffer; env?: Record<string, string> } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = start(words, given.env);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(given.stdin ?? '');
  });
}

/** The one JSON document that a command printed. */
export async function runJson(
  words: readonly string[],
  given: { stdin?: string } = {},
): Promise<Finished & { json: unknown }> {
  const finished = await run([...words, '--json'], given);
  return { ...finished, json: JSON.parse(finished.stdout) as unknown };
}
