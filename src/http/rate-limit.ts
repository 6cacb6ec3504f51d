import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { MarketWorthError } from '../core/errors.js';
import type { HttpSettings } from './settings.js';

/** What counts requests; processes that share a store hand in counters that they share, too. */
export interface RateLimits {
  /** Requests of one token. */
  readonly requests: RateLimiterAbstract;
  /** Refused tokens of one address. */
  readonly refusals: RateLimiterAbstract;
}

const WINDOW_SECONDS = 60;

/** Counters of this process alone. */
export function memoryLimits({ requestsAMinute, refusalsAMinute }: HttpSettings): RateLimits {
  return {
    requests: new RateLimiterMemory({ points: requestsAMinute, duration: WINDOW_SECONDS }),
    refusals: new RateLimiterMemory({ points: refusalsAMinute, duration: WINDOW_SECONDS }),
  };
}

/** Counts one for a key. Fails with RATE_LIMITED once there were too many in a minute. */
export async function count(limiter: RateLimiterAbstract, key: string): Promise<void> {
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
