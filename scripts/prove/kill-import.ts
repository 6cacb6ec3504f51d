import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { randomInt, seededRandom } from '../../src/core/random.js';
import { command } from './command.js';

function offersFile(path: string, rows: number, draw: () => number): void {
  const lines = Array.from(
    { length: rows },
    (_, index) =>
      `id-${index},Role ${randomInt(draw, 20)},${40_000 + randomInt(draw, 90_000)},EUR,year,Firm ${randomInt(draw, 300)}`,
  );
  writeFileSync(path, `id,role,pay,currency,period,employer\n${lines.join('\n')}\n`);
}

/** What SQLite itself says of a store's file: `ok`, or what is wrong with it. */
function integrity(path: string): string {
  const file = new Database(path);
  try {
    return String(
      (file.prepare('pragma integrity_check').get([]) as { integrity_check: unknown }).integrity_check,
    );
  } finally {
    file.close();
  }
}

/** What the kills of an import showed. */
export interface KilledImports {
  readonly kills: number;
  /** How many of them left nothing, and how many came after the commit and left the whole batch. */
  readonly nothing: number;
  readonly whole: number;
  /** Kills after which the store held a part of the batch, or did not open, or the same import did not succeed. */
  readonly broken: readonly string[];
}

/**
 * Kills an import with SIGKILL at `kills` random moments of it, each on a fresh store that holds one earlier import:
 * after each the store must open and hold that import and, of the killed one, all rows or none; and the same import
 * again must complete it.
 */
export async function killImports(kills: number, rows: number, seed: number): Promise<KilledImports> {
  const draw = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'market-worth-kill-'));
  const [first, second] = [join(folder, 'first.csv'), join(folder, 'second.csv')];
  offersFile(first, 50, draw);
  offersFile(second, rows, draw);
  const result = { kills, nothing: 0, whole: 0, broken: [] as string[] };
  try {
    const trial = join(folder, 'trial.db');
    const began = performance.now();
    await command(['import', second, '--source', 'second', '--store', `file:${trial}`]);
    const undisturbedMs = performance.now() - began;
    for (let kill = 0; kill < kills; kill++) {
      const path = join(folder, `${kill}.db`);
      const store = `file:${path}`;
      const importSecond = ['import', second, '--source', 'second', '--store', store, '--json'];
      await command(['import', first, '--source', 'first', '--store', store]);
      const moment = draw() * undisturbedMs * 1.05;
      await command(importSecond, moment);
      const sound = integrity(path);
      const held = (await command(['export', '--store', store])).stdout.trimEnd().split('\n').length - 1;
      const again = JSON.parse((await command(importSecond)).stdout) as {
        accepted: number;
        duplicate: number;
      };
      const after = (await command(['export', '--store', store])).stdout.trimEnd().split('\n').length - 1;
      if (sound !== 'ok') result.broken.push(`at ${moment.toFixed(0)} ms: integrity check says ${sound}`);
      else if (after !== 50 + rows)
        result.broken.push(`at ${moment.toFixed(0)} ms: ${after} entries after the same import again`);
      else if (held === 50 && again.accepted === rows) result.nothing++;
      else if (held === 50 + rows && again.duplicate === rows) result.whole++;
      else result.broken.push(`at ${moment.toFixed(0)} ms: ${held} entries, then ${JSON.stringify(again)}`);
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
