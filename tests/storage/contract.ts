import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/domain/ports.js';
import { testBatches } from './contract-batches.js';
import { testChangeStream } from './contract-change-stream.js';
import { testChanges } from './contract-changes.js';
import { testOwnEntries } from './contract-own-entries.js';
import { testAgainstModel } from './contract-property.js';
import { testReading } from './contract-reading.js';
import { testRelease } from './contract-release.js';
import { testUndo } from './contract-undo.js';

/** A place for a store: a file, a database. */
export interface StorePlace {
  /** Another handle on the same store, as another process would have it. The contract closes it. */
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** What not every store can do; cases that need it are run where it is named. */
export type Capability = 'change streams';

/** How a group of the contract's tests gets at its store. */
export interface Fixture {
  /** A store that is empty when a test begins. */
  readonly store: () => Store;
  /** Another handle on it. */
  readonly another: () => Promise<Store>;
}

function useStore(makePlace: () => Promise<StorePlace>): Fixture {
  let place: StorePlace;
  let open: Store[];
  beforeEach(async () => {
    place = await makePlace();
    open = [await place.open()];
  });
  afterEach(async () => {
    await Promise.all(open.map((store) => store.close()));
    await place.remove();
  });
  return {
    store: () => open[0]!,
    another: async () => {
      const store = await place.open();
      open.push(store);
      return store;
    },
  };
}

/** What every adapter of the `Store` port does, the same for all of them but for what is a capability of some. */
export function describeStoreContract(
  name: string,
  makePlace: () => Promise<StorePlace>,
  capabilities: readonly Capability[] = [],
): void {
  describe(`${name} as a store`, () => {
    describe('with a store', () => {
      const fixture = useStore(makePlace);
      describe('imports', () => {
        testBatches(fixture);
      });
      describe('undo', () => {
        testUndo(fixture);
      });
      describe('own entries and removal', () => {
        testOwnEntries(fixture);
      });
      describe('changes', () => {
        testChanges(fixture);
      });
      if (capabilities.includes('change streams'))
        describe('change streams', () => {
          testChangeStream(fixture);
        });
      describe('reading', () => {
        testReading(fixture);
      });
      describe('the release', () => {
        testRelease(fixture);
      });
    });

    testAgainstModel(async (use) => {
      const place = await makePlace();
      const store = await place.open();
      try {
        await use(store);
      } finally {
        await store.close();
        await place.remove();
      }
    });

    test('can be closed twice, and holds what it held when opened again', async () => {
      const place = await makePlace();
      const store = await place.open();
      await store.saveProfile('me', { role: 'SRE' });
      await store.close();
      await store.close();
      const again = await place.open();
      expect(await again.profile('me')).toEqual({ role: 'SRE' });
      await again.close();
      await place.remove();
    });
  });
}
