import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LocalSnapshots } from '../../src/storage/snapshot-cache.js';

interface Numbers {
  readonly name: string;
  readonly values: Float64Array;
}

const some = (name: string): Numbers => ({
  name,
  values: Float64Array.from({ length: 50 }, (_, i) => i / 3),
});

let parent: string;
let folder: string;
let cache: LocalSnapshots<Numbers>;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'market-worth-test-'));
  folder = join(parent, 'cache', 'market-worth');
  cache = new LocalSnapshots(folder);
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

const files = (): string[] => readdirSync(folder).map((name) => join(folder, name));

/** The one file after a first save. */
async function savedFile(): Promise<string> {
  await cache.save('key', some('a'));
  return files()[0]!;
}

describe('a kept snapshot', () => {
  test('comes back as it was, under its key only', async () => {
    await cache.save('key', some('a'));
    expect(await cache.load('key')).toStrictEqual(some('a'));
    expect(await cache.load('other')).toBeUndefined();
  });

  test('comes back with its maps, and the arrays in them', async () => {
    const maps = new LocalSnapshots<ReadonlyMap<number, readonly Numbers[]>>(folder);
    const snapshot = new Map([
      [3, [some('a')]],
      [1, [some('b'), some('c')]],
    ]);
    await maps.save('key', snapshot);
    const loaded = await maps.load('key');
    expect([...loaded!]).toStrictEqual([...snapshot]);
  });

  test('is for its user only', async () => {
    const file = await savedFile();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is replaced by a later one under the same key', async () => {
    await cache.save('key', some('a'));
    await cache.save('key', some('b'));
    expect(await cache.load('key')).toStrictEqual(some('b'));
    expect(files()).toHaveLength(1);
  });

  test('is absent where any one bit of it changed', async () => {
    const file = await savedFile();
    const whole = readFileSync(file);
    const anywhere = fc.nat(whole.length - 1);
    await fc.assert(
      fc.asyncProperty(anywhere, fc.nat(7), async (place, bit) => {
        const damaged = Buffer.from(whole);
        damaged[place]! ^= 1 << bit;
        writeFileSync(file, damaged);
        expect(await cache.load('key')).toBeUndefined();
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('is absent where it was cut short, emptied or continued', async () => {
    const file = await savedFile();
    const whole = readFileSync(file);
    for (const length of [0, 1, 8, 71, 72, 73, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      expect(await cache.load('key')).toBeUndefined();
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from([0])]));
    expect(await cache.load('key')).toBeUndefined();
  });

  test('is absent where files of two keys were swapped', async () => {
    const first = await savedFile();
    await cache.save('other', some('b'));
    const second = files().find((file) => file !== first)!;
    const [a, b] = [readFileSync(first), readFileSync(second)];
    writeFileSync(first, b);
    writeFileSync(second, a);
    expect(await cache.load('key')).toBeUndefined();
    expect(await cache.load('other')).toBeUndefined();
  });

  test('is absent where a file of another kind stands in its place, and is made anew there', async () => {
    const file = await savedFile();
    writeFileSync(file, 'role,pay\n'.repeat(100));
    expect(await cache.load('key')).toBeUndefined();
    await cache.save('key', some('a'));
    expect(await cache.load('key')).toStrictEqual(some('a'));
  });
});

describe('a folder of snapshots', () => {
  test('keeps the newest files within its limits', async () => {
    const small = new LocalSnapshots<Numbers>(folder, { files: 2, bytes: 1e6 });
    const seen: string[] = [];
    for (const [age, key] of ['a', 'b', 'c'].entries()) {
      await small.save(key, some(key));
      const fresh = files().find((file) => !seen.includes(file))!;
      seen.push(fresh);
      utimesSync(fresh, 1000 + age, 1000 + age);
    }
    expect(await small.load('a')).toBeUndefined();
    expect(await small.load('b')).toStrictEqual(some('b'));
    expect(await small.load('c')).toStrictEqual(some('c'));
  });

  test('keeps the last saved even where it alone is beyond the limits', async () => {
    const tight = new LocalSnapshots<Numbers>(folder, { files: 5, bytes: 1 });
    await tight.save('a', some('a'));
    await tight.save('b', some('b'));
    expect(files()).toHaveLength(1);
    expect(await tight.load('b')).toStrictEqual(some('b'));
  });

  test('loses what a dead process left unfinished, and no file of others', async () => {
    await savedFile();
    const [old, fresh, foreign] = ['old.unfinished', 'new.unfinished', 'notes.txt'].map((name) =>
      join(folder, name),
    );
    for (const file of [old!, fresh!, foreign!]) writeFileSync(file, 'x');
    utimesSync(old!, 1000, 1000);
    utimesSync(foreign!, 1000, 1000);
    await cache.save('key', some('a'));
    expect(files()).not.toContain(old);
    expect(files()).toEqual(expect.arrayContaining([fresh, foreign]));
  });

  test('that cannot be made or written keeps nothing and fails nothing', async () => {
    writeFileSync(join(parent, 'a-file'), '');
    const nowhere = new LocalSnapshots<Numbers>(join(parent, 'a-file', 'cache'));
    await nowhere.save('key', some('a'));
    expect(await nowhere.load('key')).toBeUndefined();
  });

  test('that holds a folder under the name of a snapshot keeps nothing and fails nothing', async () => {
    const file = await savedFile();
    rmSync(file);
    const inside = new LocalSnapshots<Numbers>(join(file, 'x'));
    await inside.save('key', some('b'));
    expect(await cache.load('key')).toBeUndefined();
    await cache.save('key', some('a'));
    expect(await cache.load('key')).toBeUndefined();
    expect(files()).toEqual([file]);
  });
});
