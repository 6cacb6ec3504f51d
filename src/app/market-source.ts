import { setTimeout as sleep } from 'node:timers/promises';
import type { WorthQuery } from '../domain/worth-query.js';
import type { Market } from '../market/market.js';
import type { AppContext } from './context.js';
import { keptMarket } from './kept-market.js';
import type { EngineAnswers } from './market-answers.js';

export interface MarketSourceOptions {
  /** How long a question waits for newer offers before it is answered from those at hand; without end unless said. */
  readonly patienceMs?: number;
  /** Told of every market that was built or read back, and how long that took. */
  readonly onBuilt?: (market: Market, milliseconds: number) => void;
}

interface Built {
  readonly sequence: number;
  readonly answers: EngineAnswers;
}

async function build(context: AppContext, { onBuilt }: MarketSourceOptions): Promise<Built> {
  const began = context.now();
  const { market, dataVersion, keep } = await keptMarket(context);
  onBuilt?.(market, context.now() - began);
  function keepingFits<Asked extends unknown[], Answer>(work: (...asked: Asked) => Answer) {
    return (...asked: Asked): Answer => {
      const answer = work(...asked);
      keep();
      return answer;
    };
  }
  const answers = {
    dataVersion,
    knows: (role) => market.knows(role),
    estimate: keepingFits((query: WorthQuery) => market.estimate(query)),
    percentile: keepingFits((query: WorthQuery, percentile: number) => market.percentile(query, percentile)),
    explain: keepingFits((query: WorthQuery) => market.explain(query)),
  } satisfies EngineAnswers;
  return { sequence: market.sequence, answers };
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
