import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomInt, seededRandom } from '../../src/core/random.js';
import { openEmbeddedStore } from '../../src/storage/embedded/embedded-store.js';
import { childImport, ended, integrityOf } from './child-import.js';
import { candidates, dump, importBatch, keyOf } from './made-up.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-processes-'));
  file = join(folder, 'store.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const ROWS = 6000;
const draw = seededRandom(20_240_715);

/** A step after which the child is killed, and how many milliseconds after it. */
const moments = (['opened', 'added', 'settled'] as const).flatMap((step) =>
  [0, 1 + randomInt(draw, 10), 11 + randomInt(draw, 60)].map((delay) => [step, delay] as const),
);

describe('a process that is killed', () => {
  test.each(moments)(
    '%s + %d ms: leaves the whole batch or nothing, in a sound file',
    async (step, delay) => {
      const store = await openEmbeddedStore(file);
      await importBatch(store, candidates(0, 100));
      const before = await dump(store);
      const child = childImport(file, 0, ROWS);
      await ended(child, (told) => {
        if (told === step) void sleep(delay).then(() => child.kill('SIGKILL'));
      });
      expect(integrityOf(file)).toBe('ok');
      const after = await dump(store);
      if (after.length === before.length) expect(after).toEqual(before);
      else expect([after.length, await store.sequence()]).toEqual([ROWS, 2]);
      await ended(childImport(file, 0, ROWS));
      expect(await dump(store)).toHaveLength(ROWS);
      await store.close();
    },
  );
});

describe('several processes', () => {
  test('make one store of a file that none of them found', async () => {
    const children = [0, 1, 2, 3].map((i) => childImport(file, i * 10, i * 10 + 10));
    const told = await Promise.all(children.map((child) => ended(child)));
    expect(told.map((steps) => steps.at(-1)).sort()).toEqual([1, 2, 3, 4].map((id) => `committed ${id}`));
    expect(integrityOf(file)).toBe('ok');
  });

  test('that import at once enter each row once, and see each other', async () => {
    const store = await openEmbeddedStore(file);
    const children = [
      [0, 2000],
      [1000, 3000],
      [0, 3000],
    ].map(([from, to]) => ended(childImport(file, from!, to!)));
    const ours = importBatch(store, candidates(3000, 4000));
    await Promise.all([...children, ours]);
    expect(await store.sequence()).toBe(4);
    expect((await dump(store)).map(({ key }) => key)).toEqual(
      Array.from({ length: 4000 }, (_, i) => keyOf(i)).sort(),
    );
    const batches = await store.batches();
    const entered = batches.reduce((sum, { counts }) => sum + counts.accepted, 0);
    expect(entered).toBe(4000);
    await store.close();
  });
});
