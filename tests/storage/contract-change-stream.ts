import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/server-process.js';
import type { Fixture } from './contract.js';
import { candidates, importBatch, start } from './made-up.js';

/** For stores that tell of changes as they happen. */
export function testChangeStream({ store, another }: Fixture): void {
  /** Counts what the first handle is told, once it listens. */
  async function listen(): Promise<{ told: () => number; toldSince: (before: number) => Promise<number> }> {
    let count = 0;
    store().onChange!(() => count++);
    const told = (): number => count;
    const toldSince = (before: number): Promise<number> =>
      until(
        () => Promise.resolve(count),
        (now) => now > before,
      );
    await toldSince(0);
    return { told, toldSince };
  }

  test('tells of imports and undos of another handle, one by one, after they can be seen', async () => {
    const { told, toldSince } = await listen();
    const elsewhere = await another();
    for (const change of [
      () => importBatch(elsewhere, candidates(0, 3)),
      () => importBatch(elsewhere, candidates(3, 6)),
      () => elsewhere.undo(2),
    ]) {
      const [before, sequence] = [told(), await store().sequence()];
      await change();
      await toldSince(before);
      expect(await store().sequence()).toBe(sequence + 1);
    }
  });

  test('tells nothing of an import that has not been committed', async () => {
    const { told, toldSince } = await listen();
    const before = told();
    const writer = await (await another()).openBatch(start);
    await writer.add(candidates(0, 3));
    await writer.settle();
    await writer.abort();
    await importBatch(store(), candidates(0, 3));
    await toldSince(before);
    expect(told()).toBe(before + 1);
  });

  test('tells no one who has stopped listening', async () => {
    const { told, toldSince } = await listen();
    let others = 0;
    const stop = store().onChange!(() => others++);
    await until(
      () => Promise.resolve(others),
      (count) => count > 0,
    );
    stop();
    const before = [told(), others];
    await importBatch(store(), candidates(0, 3));
    await toldSince(before[0]!);
    await sleep(100);
    expect(others).toBe(before[1]);
  });
}
