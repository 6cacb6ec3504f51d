import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate, Store, StoredEntry } from '../../src/domain/ports.js';
import { changed } from './contract-changes.js';
import { candidate, countsOf, dump, keyOf, start } from './made-up.js';
import { StoreModel } from './store-model.js';

interface Moment {
  readonly sequence: number;
  readonly entries: readonly StoredEntry[];
}

type Step =
  | {
      readonly kind: 'batch';
      readonly rows: readonly Candidate[];
      readonly removals: readonly string[];
      readonly commit: boolean;
    }
  | { readonly kind: 'undo'; readonly id: number };

/** Few keys and few contents, so that duplicates, updates and edits of edits are common. */
const row = fc.record({ id: fc.integer({ min: 0, max: 9 }), years: fc.integer({ min: 0, max: 2 }) });

/** The rows of one file: repeats of a key are identical. */
const rows = fc.array(row, { maxLength: 14 }).map((all) => {
  const first = new Map<number, number>();
  return all.map(({ id, years }, i) => {
    if (!first.has(id)) first.set(id, years);
    return candidate(id, { years: first.get(id)! }, i + 2);
  });
});

/** Rows, and other keys that go. */
const change = fc
  .record({ rows, ids: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }) })
  .map((drawn) => ({
    rows: drawn.rows,
    removals: drawn.ids.map(keyOf).filter((key) => !drawn.rows.some((candidate) => candidate.key === key)),
  }));

const batch = fc
  .tuple(change, fc.boolean())
  .map(([drawn, commit]) => ({ kind: 'batch' as const, ...drawn, commit }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: batch },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('undo' as const), id: fc.integer({ min: 1, max: 9 }) }),
  },
);

async function take(store: Store, model: StoreModel, taken: Step): Promise<void> {
  if (taken.kind === 'undo') {
    const undone = store.undo(taken.id).then(
      () => true,
      () => false,
    );
    expect(await undone).toBe(model.undo(taken.id));
    return;
  }
  const writer = await store.openBatch(start);
  await writer.add(taken.rows);
  await writer.remove(taken.removals);
  const settlement = await writer.settle();
  const { accepted, updated, duplicate, removed } = settlement;
  const expected = model.settle(taken.rows, taken.removals, taken.commit);
  expect([accepted, updated, duplicate, removed]).toEqual(expected);
  if (taken.commit) await writer.commit(countsOf(settlement), 'abc');
  else await writer.abort();
}

async function compare(store: Store, model: StoreModel): Promise<void> {
  expect(await store.sequence()).toBe(model.sequence);
  const seen = (await dump(store)).map(({ key, batch, entry }) => ({ key, batch, years: entry.years }));
  const expected = model.current().map(({ key, batch, content }) => ({
    key,
    batch,
    years: [0, 1, 2].find((years) => candidate(0, { years }).content === content),
  }));
  expect(seen).toEqual(expected);
  const batches = (await store.batches()).map(({ id, undone }) => ({ id, undone }));
  expect(batches).toEqual(model.batches);
}

/** Changes since an earlier moment, where they can be told, lead from its entries to those of now. */
async function compareChanges(store: Store, since: Moment | undefined): Promise<void> {
  const changes = since && (await store.changes(since.sequence, 1000));
  if (changes) expect(changed(since.entries, changes)).toEqual(await dump(store));
}

/** Any order of imports, aborted imports and undos leaves what the model says. */
export function testAgainstModel(withStore: (use: (store: Store) => Promise<void>) => Promise<void>): void {
  test('does what the model does, whatever the order of imports, removals, aborted imports and undos', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) =>
        withStore(async (store) => {
          const model = new StoreModel();
          const past: Moment[] = [];
          for (const taken of steps) {
            await take(store, model, taken);
            await compare(store, model);
            await compareChanges(store, past.at(-1));
            await compareChanges(store, past.at(-3));
            past.push({ sequence: model.sequence, entries: await dump(store) });
          }
        }),
      ),
      { seed: 20_240_715, numRuns: 60 },
    );
  });
}
