import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '../../src/storage/embedded/embedded-store.js';
import { describeStoreContract } from './contract.js';

describeStoreContract('the embedded store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-store-'));
  return Promise.resolve({
    open: () => openEmbeddedStore(join(folder, 'store.db')),
    remove: () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
