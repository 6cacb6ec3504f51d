import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { closeSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MarketWorthError } from '../../src/core/errors.js';
import { openEmbeddedStore } from '../../src/storage/embedded/embedded-store.js';
import { candidates, dump, importBatch, start } from './made-up.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-file-'));
  file = join(folder, 'store.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The failure of something that must fail in a way the user can help. */
async function failure(doing: Promise<unknown>): Promise<MarketWorthError> {
  const thrown: unknown = await doing.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(MarketWorthError);
  return thrown as MarketWorthError;
}

/** Does something without the rights of root, who may write anywhere. */
async function asOrdinaryUser<Value>(work: () => Promise<Value>): Promise<Value> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

async function storeWith(rows: number): Promise<void> {
  const store = await openEmbeddedStore(file);
  await importBatch(store, candidates(0, rows));
  await store.close();
}

describe('a path that holds no store', () => {
  test.each([
    [
      'a folder',
      'this is not a file',
      () => {
        mkdirSync(file);
      },
    ],
    [
      'a text file',
      'the file is not a store',
      () => {
        writeFileSync(file, 'id,pay\n1,2\n'.repeat(500));
      },
    ],
    [
      'a few bytes',
      'the file is not a store',
      () => {
        writeFileSync(file, 'abc');
      },
    ],
    [
      'the database of another program',
      'the SQLite database of another program',
      () => {
        new Database(file).exec('create table notes (text)');
      },
    ],
  ])('%s: is refused, saying so, and left as it is', async (_, found, make) => {
    make();
    const { size } = statSync(file);
    const error = await failure(openEmbeddedStore(file));
    expect(error.code).toBe('STORE_UNREACHABLE');
    expect(error.message).toContain(found);
    expect(error.message).toContain(`file:${file}`);
    expect(statSync(file).size).toBe(size);
  });

  test('a path through a file is refused', async () => {
    writeFileSync(file, '');
    const error = await failure(openEmbeddedStore(join(file, 'store.db')));
    expect(error).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(error.message).toContain('has a file where a folder should be');
  });

  test('a folder that may not be written is refused', async () => {
    chmodSync(folder, 0o555);
    for (const path of [file, join(folder, 'new', 'store.db')]) {
      const error = await failure(asOrdinaryUser(() => openEmbeddedStore(path)));
      expect(error).toMatchObject({ code: 'STORE_UNREACHABLE' });
      expect(error.message).toContain('may not be written');
    }
    chmodSync(folder, 0o755);
  });

  test('a file that may only be read is refused', async () => {
    await storeWith(1);
    chmodSync(folder, 0o777);
    chmodSync(file, 0o444);
    const error = await failure(asOrdinaryUser(() => openEmbeddedStore(file)));
    expect(error).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(error.message).toMatch(/may not be written|who may write/);
  });

  test('a damaged file says that it is damaged, when the reader comes to the damage', async () => {
    await storeWith(4000);
    const descriptor = openSync(file, 'r+');
    const pages = statSync(file).size / 4096;
    for (let page = Math.floor(pages / 2); page < pages - 20; page++) {
      writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    }
    closeSync(descriptor);
    const store = await openEmbeddedStore(file);
    const slowly = async (): Promise<void> => {
      for await (const chunk of store.entries()) {
        expect(chunk.length).toBeGreaterThan(0);
        await sleep(20);
      }
    };
    const error = await failure(slowly());
    expect(error).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(error.message).toContain('damaged');
    await store.close();
  });

  test('a store of a newer version is refused with both versions, and left as it is', async () => {
    await storeWith(1);
    const database = new Database(file);
    database.exec('pragma user_version = 99');
    database.close();
    const error = await failure(openEmbeddedStore(file));
    expect(error).toMatchObject({ code: 'STORE_NEWER', facts: { found: 99, known: 2 } });
  });
});

describe('the file of a store', () => {
  test('is made with its folder, for the eyes of its owner alone', async () => {
    const path = join(folder, 'a', 'b', 'store.db');
    const store = await openEmbeddedStore(path);
    await importBatch(store, candidates(0, 3));
    for (const made of [path, `${path}-wal`]) expect(statSync(made).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
    await store.close();
  });

  test('may have any name, and a relative path is the same file', async () => {
    const path = join(folder, 'ü ?#%25&mode=memory.db');
    const store = await openEmbeddedStore(path);
    await importBatch(store, candidates(0, 3));
    expect(store.location).toBe(`file:${path}`);
    const again = await openEmbeddedStore(relative(process.cwd(), path));
    expect(again.location).toBe(store.location);
    expect(await dump(again)).toHaveLength(3);
    await Promise.all([store.close(), again.close()]);
  });

  test('holds everything when the store is closed, so that a copy of it is a copy of the store', async () => {
    await storeWith(500);
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    const store = await openEmbeddedStore(copy);
    expect(await dump(store)).toHaveLength(500);
    await store.close();
  });
});

describe('a store that another process is writing', () => {
  test('is busy when that takes too long, and other work goes on meanwhile', async () => {
    await storeWith(1);
    const store = await openEmbeddedStore(file, { lockTimeoutMs: 150 });
    const other = new Database(file);
    other.exec('begin immediate');
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    const batch = await store.openBatch(start);
    const waits = [
      () => batch.settle(),
      () => store.undo(1),
      () => store.saveProfile('me', {}),
      () => store.saveMapping({ name: 'a', mapping: {}, set: {} }),
    ];
    for (const wait of waits) {
      turns = 0;
      const error = await failure(wait());
      expect(error).toMatchObject({ code: 'STORE_BUSY' });
      expect(error.message).toContain('0.15 s');
      expect(turns).toBeGreaterThan(0);
      await batch.abort();
    }
    clearInterval(ticking);
    expect(await dump(store)).toHaveLength(1);
    other.exec('rollback');
    await importBatch(store, candidates(1, 3));
    expect(await dump(store)).toHaveLength(3);
    other.close();
    await store.close();
  });

  test('waits for as long as it is told', async () => {
    await storeWith(1);
    const store = await openEmbeddedStore(file);
    const other = new Database(file);
    other.exec('begin immediate');
    const imported = importBatch(store, candidates(1, 3));
    setTimeout(() => other.exec('rollback'), 200);
    expect((await imported).batch.id).toBe(2);
    other.close();
    await store.close();
  });

  test('is busy too when a batch of the same process is never ended', async () => {
    const store = await openEmbeddedStore(file, { lockTimeoutMs: 100 });
    const [first, second] = [await store.openBatch(start), await store.openBatch(start)];
    await first.settle();
    expect(await failure(second.settle())).toMatchObject({ code: 'STORE_BUSY' });
    await Promise.all([first.abort(), second.abort()]);
    expect((await importBatch(store, candidates(0, 1))).batch.id).toBe(1);
    await store.close();
  });

  test('closing in the middle of settling leaves nothing of the batch', async () => {
    const store = await openEmbeddedStore(file);
    const batch = await store.openBatch(start);
    await batch.add(candidates(0, 5000));
    const settling = batch.settle();
    await sleep(3);
    await store.close();
    await expect(settling).rejects.toThrow();
    await storeWith(5);
    const again = await openEmbeddedStore(file);
    expect(await dump(again)).toHaveLength(5);
    await again.close();
  });

  test('at whatever moment of settling it is closed, a store keeps no row of the batch', async () => {
    for (let moment = 0; moment < 30; moment++) {
      const store = await openEmbeddedStore(file);
      const batch = await store.openBatch(start);
      await batch.add(candidates(0, 3000));
      const settling = batch.settle().catch(() => undefined);
      await sleep(moment);
      await store.close();
      await settling;
      const again = await openEmbeddedStore(file);
      expect(await dump(again)).toEqual([]);
      await again.close();
    }
  });

  test('closing ends what is open: nothing of an unfinished batch stays, and no lock', async () => {
    const store = await openEmbeddedStore(file);
    const batch = await store.openBatch(start);
    await batch.add(candidates(0, 10));
    await batch.settle();
    await store.entries().sequence();
    await store.close();
    await storeWith(5);
    const again = await openEmbeddedStore(file);
    expect(await dump(again)).toHaveLength(5);
    await again.close();
  });
});
