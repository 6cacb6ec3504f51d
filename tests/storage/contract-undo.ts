import { expect, test } from '@jest/globals';
import { MarketWorthError } from '../../src/core/errors.js';
import type { Store } from '../../src/domain/ports.js';
import type { Fixture } from './contract.js';
import { candidate, candidates, collect, dump, importBatch, rejected } from './made-up.js';

async function refusal(store: Store, id: number): Promise<MarketWorthError> {
  const thrown: unknown = await store.undo(id).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(MarketWorthError);
  return thrown as MarketWorthError;
}

export function testUndo({ store, another }: Fixture): void {
  test('returns the entries to what they were: new ones go, replaced ones come back', async () => {
    await importBatch(store(), candidates(0, 600));
    const before = await dump(store());
    const edits = candidates(300, 600, { role: 'SRE', years: 7 });
    await importBatch(store(), [...edits, ...candidates(600, 900)]);
    expect(await dump(store())).toHaveLength(900);
    await store().undo(2);
    expect(await dump(store())).toEqual(before);
  });

  test('takes a sequence number, is seen elsewhere, and stays on record', async () => {
    const elsewhere = await another();
    await importBatch(store(), candidates(0, 3));
    const undone = await store().undo(1);
    expect(undone).toMatchObject({ id: 1, undone: 2 });
    expect(await store().sequence()).toBe(2);
    expect(await elsewhere.sequence()).toBe(2);
    expect(await elsewhere.batch(1)).toEqual(undone);
    expect((await importBatch(store(), candidates(0, 3))).batch.id).toBe(3);
  });

  test('what was taken back can be imported again, as new', async () => {
    await importBatch(store(), candidates(0, 3));
    await store().undo(1);
    expect(await dump(store())).toEqual([]);
    const { settlement } = await importBatch(store(), candidates(0, 3));
    expect(settlement).toMatchObject({ accepted: 3, duplicate: 0 });
  });

  test('keeps the findings of a batch that was taken back', async () => {
    await importBatch(store(), candidates(0, 1), [rejected(5)]);
    await store().undo(1);
    expect(await collect(store().findings(1))).toEqual([rejected(5)]);
  });

  test('is refused for a batch that does not exist', async () => {
    expect(await refusal(store(), 1)).toMatchObject({ code: 'BATCH_NOT_FOUND' });
  });

  test('is refused a second time', async () => {
    await importBatch(store(), candidates(0, 1));
    await store().undo(1);
    expect(await refusal(store(), 1)).toMatchObject({ code: 'UNDO_REFUSED', facts: { undone: 2 } });
    // The number of an undo names no batch.
    expect(await refusal(store(), 2)).toMatchObject({ code: 'BATCH_NOT_FOUND' });
  });

  test('is refused, naming the rows, where a later batch edited them, and changes nothing', async () => {
    await importBatch(store(), candidates(0, 5));
    await importBatch(store(), [candidate(1, { years: 1 })]);
    await importBatch(store(), [candidate(3, { years: 3 })]);
    const before = await dump(store());
    const error = await refusal(store(), 1);
    expect(error).toMatchObject({
      code: 'UNDO_REFUSED',
      facts: {
        batch: 1,
        total: 2,
        rows: [
          { line: 3, by: 2 },
          { line: 5, by: 3 },
        ],
      },
    });
    expect(error.message).toContain('line 3 (import 2), line 5 (import 3)');
    expect(await dump(store())).toEqual(before);
    expect(await store().sequence()).toBe(3);
  });

  test('of an edit makes way for the undo of what it edited', async () => {
    await importBatch(store(), candidates(0, 2));
    await importBatch(store(), [candidate(1, { years: 1 })]);
    await store().undo(2);
    await store().undo(1);
    expect(await dump(store())).toEqual([]);
    expect(await store().sequence()).toBe(4);
  });

  test('a refusal names 20 rows and counts the others', async () => {
    await importBatch(store(), candidates(0, 50));
    await importBatch(store(), candidates(0, 50, { years: 1 }));
    const error = await refusal(store(), 1);
    expect(error.facts).toMatchObject({ total: 50 });
    expect(error.facts.rows).toHaveLength(20);
    expect(error.message).toContain('and 30 more');
  });

  test('and imports at the same moment are both right', async () => {
    await importBatch(store(), candidates(0, 100));
    const elsewhere = await another();
    await Promise.all([store().undo(1), importBatch(elsewhere, candidates(100, 200))]);
    expect(await store().sequence()).toBe(3);
    expect(await dump(store())).toHaveLength(100);
  });
}
