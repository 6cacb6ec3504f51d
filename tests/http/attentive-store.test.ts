import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/domain/ports.js';
import { attentiveStore, type AttentiveStore } from '../../src/http/attentive-store.js';
import { openEmbeddedStore } from '../../src/storage/embedded/embedded-store.js';
import { noCounts, start } from '../storage/made-up.js';

const folder = mkdtempSync(join(tmpdir(), 'attentive-'));
let store: AttentiveStore;
/** The same file, as another thread has it. */
let other: Store;

beforeAll(async () => {
  store = attentiveStore(await openEmbeddedStore(join(folder, 'store.db')), 2000);
  other = await openEmbeddedStore(join(folder, 'store.db'));
});

afterAll(async () => {
  await store.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

describe('what a server read of its store a moment ago', () => {
  test('is read anew after each write of its own', async () => {
    for (let time = 0; time < 20; time++) {
      const role = `Role ${time}`;
      const before = await store.sequence();
      await store.saveProfile('ann', { role });
      expect(await store.profile('ann')).toEqual({ role });
      const writer = await store.openBatch(start);
      await writer.settle();
      const { id } = await writer.commit(noCounts, 'f'.repeat(64));
      expect(await store.sequence()).toBe(before + 1);
      await store.undo(id);
      expect(await store.sequence()).toBe(before + 2);
    }
  });

  test('is read anew where it is told of a write of another thread', async () => {
    for (let time = 0; time < 20; time++) {
      const role = `Other ${time}`;
      await store.profile('ann');
      await other.saveProfile('ann', { role });
      store.readAnew();
      expect(await store.profile('ann')).toEqual({ role });
    }
  });
});
