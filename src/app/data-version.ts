import type { Batch } from '../domain/batch.js';
import { method } from '../market/method.js';
import type { AppContext } from './context.js';
import { versionOf } from './market-answers.js';

/**
 * Names what a store's market is made of at a sequence number: what was imported, how it was read, what was taken back,
 * and the assumptions and the method that answers follow. When and by whom does not count, so copies of a store agree.
 */
export function dataVersion(
  batches: readonly Batch[],
  sequence: number,
  { policy, rates }: Pick<AppContext, 'policy' | 'rates'>,
): string {
  const parts = batches
    .filter(({ id }) => id <= sequence)
    .map(({ id, sha256, source, mapping, set, contributors, counts, undone }) => [
      id,
      sha256,
      source,
      mapping,
      set,
      contributors,
      counts,
      undone !== null && undone <= sequence ? undone : null,
    ]);
  return versionOf(method, policy, rates, sequence, parts);
}
