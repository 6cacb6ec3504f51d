import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomInt, seededRandom } from '../../src/core/random.js';
import { run, runJson, throwAwayFolder } from './process.js';

const folder = throwAwayFolder();
const store = (name: string): string => `file:${join(folder, `${name}.db`)}`;
const PARTS = 6;
const ROWS = 1500;

beforeAll(async () => {
  for (let part = 0; part < PARTS; part++) {
    const lines = Array.from(
      { length: ROWS },
      (_, i) => `${part * 1000 + i},Role ${i % 9},${40_000 + i},EUR,year`,
    );
    const path = join(folder, `${part}.csv`);
    writeFileSync(path, ['id,role,pay,currency,period', ...lines].join('\n'));
    await run(['import', path, '--source', 'all', '--store', store('from')]);
  }
});

const copy = (...words: string[]) => runJson(['copy', store('from'), ...words]);

describe('market-worth copy', () => {
  test('tells what both hold, and adds nothing when it is run again', async () => {
    const { code, json } = await copy(store('to'));
    expect(code).toBe(0);
    expect(json).toMatchObject({
      merged: false,
      copied: PARTS,
      batches: PARTS,
      entries: 6500,
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await copy(store('to'))).json).toMatchObject({
      ...(json as object),
      copied: 0,
      seconds: expect.any(Number),
    });
  });

  test('refuses a store that holds other things, unless they are to be merged', async () => {
    const other = ['import', 'fixtures/synthetic-interviews.csv', '--store', store('other')];
    await run(other);
    const refused = await copy(store('other'));
    expect([refused.code, refused.json]).toEqual([3, expect.objectContaining({ code: 'COPY_REFUSED' })]);
    const merged = await copy(store('other'), '--merge');
    expect([merged.code, merged.json]).toEqual([
      0,
      expect.objectContaining({ merged: true, batches: PARTS + 1 }),
    ]);
  });

  test('that is killed is completed by the same command', async () => {
    const draw = seededRandom(5);
    for (let kill = 0; kill < 3; kill++) {
      const words = ['dist/main.js', 'copy', store('from'), store('killed')];
      const child = spawn(process.execPath, words, { stdio: 'ignore' });
      const closed = once(child, 'close');
      await sleep(300 + randomInt(draw, 600));
      child.kill('SIGKILL');
      await closed;
    }
    const { json } = await copy(store('killed'));
    const { checksum } = (await copy(store('to'))).json as { checksum: string };
    expect(json).toMatchObject({ batches: PARTS, entries: 6500, checksum });
  });
});
