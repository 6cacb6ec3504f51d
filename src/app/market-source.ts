import { setTimeout as sleep } from 'node:timers/promises';
import { buildMarket, type Market } from '../market/market.js';
import type { AppContext } from './context.js';
import { dataVersion } from './data-version.js';
import type { EngineAnswers } from './market-answers.js';

export interface MarketSourceOptions {
  /** How long a question waits for newer offers before it is answered from those at hand; without end unless said. */
  readonly patienceMs?: number;
  /** Told of every market that was built, and how long that took. */
  readonly onBuilt?: (market: Market, milliseconds: number) => void;
}

interface Built {
  readonly sequence: number;
  readonly answers: EngineAnswers;
}

async function build(context: AppContext, { onBuilt }: MarketSourceOptions): Promise<Built> {
  const { store, vocabulary, policy, rates, now } = context;
  const began = now();
  const entries = store.entries();
  const familyOf = (role: string): string | null => vocabulary.familyOf(role);
  const sequence = await entries.sequence();
  const market = await buildMarket(entries, sequence, { policy, rates, familyOf });
  const version = dataVersion(await store.batches(), sequence, context);
  onBuilt?.(market, now() - began);
  const answers = {
    dataVersion: version,
    knows: (role) => market.knows(role),
    estimate: (query) => market.estimate(query),
    percentile: (query, percentile) => market.percentile(query, percentile),
    explain: (query) => market.explain(query),
  } satisfies EngineAnswers;
  return { sequence, answers };
}

/**
 * The full engine over a store's current offers, as of its last sequence number. Asked several times at once it builds
 * once; while it builds, questions that do not want to wait are answered from the offers before, under their version.
 */
export function createMarketSource(
  context: AppContext,
  options: MarketSourceOptions = {},
): () => Promise<EngineAnswers> {
  const { patienceMs } = options;
  let current: Built | undefined;
  let coming: Promise<Built> | undefined;

  async function follow(sequence: number): Promise<EngineAnswers> {
    while (!current || current.sequence < sequence) {
      coming ??= build(context, options).finally(() => (coming = undefined));
      current = await coming;
    }
    return current.answers;
  }

  return async () => {
    const sequence = await context.store.sequence();
    if (current && current.sequence >= sequence) return current.answers;
    const newest = follow(sequence);
    if (!current || patienceMs === undefined) return newest;
    const { answers } = current;
    const waited = new AbortController();
    const atHand = sleep(patienceMs, answers, { signal: waited.signal }).catch(() => answers);
    return Promise.race([newest, atHand]).finally(() => {
      waited.abort();
    });
  };
}
