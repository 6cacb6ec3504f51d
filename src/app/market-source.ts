import { setTimeout as sleep } from 'node:timers/promises';
import { errorTable, MarketWorthError } from '../core/errors.js';
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

/** Whether a failure is one of the store, which may end by itself. */
function mayPass(thrown: unknown): boolean {
  return thrown instanceof MarketWorthError && errorTable[thrown.code].status === 503;
}

/**
 * The full engine over a store's current offers, as of its last sequence number. Asked several times at once it builds
 * once. Questions that do not want to wait are answered from the offers before, under their version, while it builds
 * and while the store does not answer; such answers tell their age.
 */
export function createMarketSource(
  context: AppContext,
  options: MarketSourceOptions = {},
): () => Promise<EngineAnswers> {
  const { patienceMs } = options;
  let current: Built | undefined;
  let coming: Promise<Built> | undefined;
  let confirmed = 0;

  async function follow(sequence: number): Promise<Built> {
    while (!current || current.sequence < sequence) {
      coming ??= build(context, options).finally(() => (coming = undefined));
      current = await coming;
    }
    return current;
  }

  async function newest(): Promise<EngineAnswers> {
    const asked = context.now();
    const { answers } = await follow(await context.store.sequence());
    confirmed = Math.max(confirmed, asked);
    return answers;
  }

  return async () => {
    const asked = newest();
    const before = current;
    if (!before || patienceMs === undefined) return asked;
    const atHand = (): EngineAnswers => ({ ...before.answers, ageMs: context.now() - confirmed });
    const waited = new AbortController();
    const late = sleep(patienceMs, undefined, { signal: waited.signal }).then(atHand, atHand);
    const known = asked.catch((error: unknown) => {
      if (mayPass(error)) return atHand();
      throw error;
    });
    return Promise.race([known, late]).finally(() => {
      waited.abort();
    });
  };
}
