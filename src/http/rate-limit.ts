import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { MarketWorthError } from '../core/errors.js';
import type { HttpSettings } from './settings.js';
import { within } from '../core/within.js';

/** Counts for a key, and throws a `RateLimiterRes` once there were more than `points` in the window. */
export type Limiter = Pick<RateLimiterAbstract, 'points'> & { consume(key: string): Promise<unknown> };

/** What counts requests; processes that share a store hand in counters that they share, too. */
export interface RateLimits {
  /** Requests of one token. */
  readonly requests: Limiter;
  /** Refused tokens of one address. */
  readonly refusals: Limiter;
}

/** Makes a counter of a name that all processes of a store share. */
export type MakeLimiter = (name: string, points: number, seconds: number) => Promise<RateLimiterAbstract>;

const WINDOW_SECONDS = 60;
/** How long a shared counter may take, and how long after one that did not answer none is asked. */
const SHARED_MS = 1000;
const REST_MS = 5000;

/** Counters of this process alone. */
export function memoryLimits({ requestsAMinute, refusalsAMinute }: HttpSettings): RateLimits {
  return {
    requests: new RateLimiterMemory({ points: requestsAMinute, duration: WINDOW_SECONDS }),
    refusals: new RateLimiterMemory({ points: refusalsAMinute, duration: WINDOW_SECONDS }),
  };
}

/** A shared counter, and one of this process alone for when that does not answer. */
function insured(shared: RateLimiterAbstract, own: Limiter): Limiter {
  let restUntil = 0;
  return {
    points: shared.points,
    consume: async (key) => {
      if (performance.now() < restUntil) return own.consume(key);
      try {
        return await within(SHARED_MS, shared.consume(key), () => new Error('late'));
      } catch (thrown) {
        if (thrown instanceof RateLimiterRes) throw thrown;
        restUntil = performance.now() + REST_MS;
        return own.consume(key);
      }
    },
  };
}

/** Counters that all processes of a store share; while it is away each process counts its own. */
export async function sharedLimits(make: MakeLimiter, settings: HttpSettings): Promise<RateLimits> {
  const own = memoryLimits(settings);
  const [requests, refusals] = await Promise.all([
    make('requests', settings.requestsAMinute, WINDOW_SECONDS),
    make('refusals', settings.refusalsAMinute, WINDOW_SECONDS),
  ]);
  return { requests: insured(requests, own.requests), refusals: insured(refusals, own.refusals) };
}

/** Counts one for a key. Fails with RATE_LIMITED once there were too many in a minute. */
export async function count(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (thrown) {
    if (!(thrown instanceof RateLimiterRes)) throw thrown;
    const retryAfterSeconds = Math.max(1, Math.ceil(thrown.msBeforeNext / 1000));
    throw new MarketWorthError(
      'RATE_LIMITED',
      `More than ${limiter.points} in a minute. Try again in ${retryAfterSeconds} s.`,
      { retryAfterSeconds },
    );
  }
}
