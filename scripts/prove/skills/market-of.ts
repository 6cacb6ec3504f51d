import { readFileSync } from 'node:fs';
import type { Entry } from '../../../src/domain/entry.js';
import { policySchema } from '../../../src/domain/policy.js';
import type { StoredEntry } from '../../../src/domain/ports.js';
import { buildMarket, type Market } from '../../../src/market/market.js';

/** A market of made-up entries in one currency, in the order given. */
export function marketOf(entries: readonly Entry[]): Promise<Market> {
  const policy = policySchema.parse(JSON.parse(readFileSync('src/domain/policy/policy.json', 'utf8')));
  const rates = { source: 'none', licence: 'none', tables: [] };
  async function* chunks(): AsyncGenerator<StoredEntry[]> {
    yield await Promise.resolve(
      entries.map((entry, i) => ({ key: String(i).padStart(8, '0'), batch: 1, entry })),
    );
  }
  return buildMarket(chunks(), 1, { policy, rates, familyOf: () => null });
}
