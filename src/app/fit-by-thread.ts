import type { Worker } from 'node:worker_threads';
import { fitOffers, type FitInput } from '../market/fitted-pool.js';
import type { ModelSnapshot } from '../market/model/model-snapshot.js';
import { learnPremiums, type PoolPremiums, type PremiumInput } from '../market/skills/skill-premiums.js';
import { messageOf } from './message-of.js';

/** Learns something of a pool. */
type Learner<Input, Learnt> = (input: Input) => Promise<Learnt>;

/** Fits a pay model. */
export type Fitter = Learner<FitInput, ModelSnapshot>;

/** Learns the premiums of a pool's skills. */
export type Pricer = Learner<PremiumInput, PoolPremiums>;

/** Learns one thing after the other, each by a thread of its own: this one goes on answering. */
export function learnerByThread<Input, Learnt>(openThread: (input: Input) => Worker): Learner<Input, Learnt> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const next = last.then(() => {
      const thread = openThread(input);
      const learnt = messageOf<Learnt>(thread, 'learns of a pool');
      // A program that is to end does not wait for it.
      thread.unref();
      return learnt;
    });
    last = next.catch(() => undefined);
    return next;
  };
}

/** Of fewer offers all is learnt in less time than others need to notice. */
const FEW = 1000;

/** Fits pay models of few offers at once, and others by threads. */
export function fitterOf(openThread: (input: FitInput) => Worker): Fitter {
  const byThread: Fitter = learnerByThread(openThread);
  return async (input) => (input.rows.length < FEW ? fitOffers(input) : byThread(input));
}

/** Learns premiums from few offers at once, and from others by threads. */
export function pricerOf(openThread: (input: PremiumInput) => Worker): Pricer {
  const byThread: Pricer = learnerByThread(openThread);
  return async (input) => (input.offers.rows.length < FEW ? learnPremiums(input) : byThread(input));
}
