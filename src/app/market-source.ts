import { setImmediate as othersFirst, setTimeout as sleep } from 'node:timers/promises';
import { errorTable, MarketWorthError } from '../core/errors.js';
import type { WorthQuery } from '../domain/worth-query.js';
import type { Market } from '../market/market.js';
import type { AnswerThreads } from './answer-threads.js';
import type { AppContext } from './context.js';
import type { Fitter, Pricer } from './fit-by-thread.js';
import { fitsOf, pricesOf } from './fits-of.js';
import { keptMarket } from './kept-market.js';
import { passRates } from '../market/skills/rates.js';
import type { EngineAnswers, SkillAnswers } from './market-answers.js';
import { whyNoOffers } from './skills-suppressed.js';

export interface MarketSourceOptions {
  /** How long a question waits for newer offers before it is answered from those at hand; without end unless said. */
  readonly patienceMs?: number;
  /** Fits pay models elsewhere; without it this thread stops for that when one is first asked for. */
  readonly fit?: Fitter | undefined;
  /** Learns the premiums of skills elsewhere, as `fit` does pay models. */
  readonly price?: Pricer | undefined;
  /** Answer questions elsewhere, where they hold the market that is asked. */
  readonly threads?: AnswerThreads | undefined;
  /** Told of every market that was built or read back, and how long that took. */
  readonly onBuilt?: (market: Market, milliseconds: number) => void;
  /** Told why newer offers could not be had, while questions are answered from those at hand. */
  readonly onFailed?: (error: unknown) => void;
}

/** Newer offers that could not be had are not asked for again for so long. */
const RETRY_MS = 10_000;

/** The pay models of more offers take longer to fit anew than anyone should wait. */
const MOST_WAITED_FOR = 20_000;

interface Standing {
  readonly market: Market;
  readonly answers: EngineAnswers;
}

/** Wraps what may learn something, so that it is kept. */
type Keeping = <Asked extends unknown[], Answer>(
  work: (...asked: Asked) => Answer,
) => (...asked: Asked) => Answer;

/** What questions about skills are answered from. */
function skillsOf(market: Market, keeping: Keeping): SkillAnswers {
  return {
    compareSkills: keeping((query: WorthQuery) => market.compareSkills(query)),
    demand: (query) => market.demand(query),
    passRates: (query) => passRates(market.passesOfRole(query)),
    ownPasses: (own) => market.ownPasses(own),
    whyNothing: (role) => whyNoOffers(role, market.knows(role)),
    nearest: (role) => market.nearest(role),
    middle: keeping((query: WorthQuery) => middleOf(market, query)),
  };
}

/** The market as of now, with what was learnt of all pools of the one before it learnt anew. */
async function nextStanding(
  context: AppContext,
  { onBuilt, fit, price, threads }: MarketSourceOptions,
  before: Market | undefined,
): Promise<Standing> {
  const began = context.now();
  const { market, dataVersion, keep } = await keptMarket(context, before);
  // Taking a market up stops this thread twice: who asks comes in between.
  await othersFirst();
  const fits = fit && fitsOf(market, fit);
  const prices = price && pricesOf(market, price);
  for (const pool of (fits && before?.fittedPools()) ?? []) await fits?.(pool);
  for (const pool of (prices && before?.pools.priced()) ?? []) await prices?.(pool);
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
    prepare: async (query, of) => {
      const pool = market.poolOf(query);
      if (pool) await fits?.(pool);
      if (pool && of === 'skills') await prices?.(pool);
    },
    estimate: keepingFits((query: WorthQuery) => market.estimate(query)),
    percentile: keepingFits((query: WorthQuery, percentile: number) => market.percentile(query, percentile)),
    explain: keepingFits((query: WorthQuery) => market.explain(query)),
    byThread: (question) => threads?.ask(market, question) ?? null,
    skills: skillsOf(market, keepingFits),
  } satisfies EngineAnswers;
  return { market, answers };
}

/** P50 alone, without all that says how sure it is. */
function middleOf(market: Market, query: WorthQuery): ReturnType<SkillAnswers['middle']> {
  const pool = market.poolOf(query);
  const distribution = pool && market.distribution(query);
  return distribution && { value: distribution.quantile(0.5), currency: query.currency ?? pool.currency };
}

/** Whether a failure is one of the store, which may end by itself. */
function mayPass(thrown: unknown): boolean {
  return thrown instanceof MarketWorthError && errorTable[thrown.code].status === 503;
}

/** The market that follows its store: asked several times at once it builds once, and then whatever is newest. */
class Follower {
  current: Standing | undefined;
  #coming: Promise<void> | undefined;
  #began = 0;
  #failure: { readonly error: unknown; readonly at: number } | undefined;

  constructor(
    private readonly context: AppContext,
    private readonly options: MarketSourceOptions,
  ) {}

  /** Whether what was thrown is why no newer market could be had. */
  isFailure(error: unknown): boolean {
    return error === this.#failure?.error;
  }

  /** What answers from the offers as of a sequence number or a later one. */
  async follow(sequence: number): Promise<EngineAnswers> {
    while (this.isBehind(sequence)) {
      const failure = this.#coming ? undefined : this.#failure;
      if (failure && this.context.now() - failure.at < RETRY_MS) throw failure.error;
      await (this.#coming ??= this.#next());
    }
    return this.current!.answers;
  }

  /** For how many milliseconds newer offers have been read and fitted by now; 0 where none are. */
  buildsFor(now: number): number {
    return this.#coming ? now - this.#began : 0;
  }

  /** Whether offers as of a sequence number are still to come. */
  isBehind(sequence: number): boolean {
    return this.current === undefined || this.current.market.sequence < sequence;
  }

  /** Whether there are too many offers for anyone to wait for the next ones. */
  takesLong(): boolean {
    return this.current !== undefined && this.current.market.offers > MOST_WAITED_FOR;
  }

  async #next(): Promise<void> {
    this.#began = this.context.now();
    try {
      this.current = await nextStanding(this.context, this.options, this.current?.market);
    } catch (error) {
      if (this.current && !mayPass(error)) {
        this.#failure = { error, at: this.context.now() };
        this.options.onFailed?.(error);
      }
      throw error;
    } finally {
      this.#coming = undefined;
    }
  }
}

/**
 * The full engine over a store's current offers, as of its last sequence number. Questions that do not want to wait are
 * answered from the offers before, all of them and no others, under their version, while it builds, where it cannot
 * build, and while the store does not answer; such answers tell their age.
 */
export function createMarketSource(
  context: AppContext,
  options: MarketSourceOptions = {},
): () => Promise<EngineAnswers> {
  const { patienceMs } = options;
  const follower = new Follower(context, options);
  let confirmed = 0;

  /** The answers from the offers as of a sequence number that was the last one when it was asked for. */
  async function asOf(sequence: number, asked: number): Promise<EngineAnswers> {
    const answers = await follower.follow(sequence);
    confirmed = Math.max(confirmed, asked);
    return answers;
  }

  return async () => {
    const before = follower.current;
    const asked = context.now();
    if (!before || patienceMs === undefined) return asOf(await context.store.sequence(), asked);
    const atHand = (): EngineAnswers => ({ ...before.answers, ageMs: context.now() - confirmed });
    if (follower.buildsFor(asked) > patienceMs) return atHand();
    try {
      const sequence = await context.store.sequence();
      const newest = asOf(sequence, asked);
      if (!follower.isBehind(sequence)) return await newest;
      newest.catch(() => undefined);
      if (follower.takesLong()) return atHand();
      return await Promise.race([newest, sleep(patienceMs, undefined, { ref: false }).then(atHand)]);
    } catch (error) {
      if (mayPass(error) || follower.isFailure(error)) return atHand();
      throw error;
    }
  };
}
