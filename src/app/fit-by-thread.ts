import type { Worker } from 'node:worker_threads';
import { fitOffers, type FitInput } from '../market/fitted-pool.js';
import type { ModelSnapshot } from '../market/model/model-snapshot.js';

/** Fits a pay model. */
export type Fitter = (input: FitInput) => Promise<ModelSnapshot>;

function fitted(thread: Worker): Promise<ModelSnapshot> {
  return new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
    thread.once('exit', (code) => {
      reject(new Error(`the thread that fits the pay model ended with ${code}`));
    });
    // A program that is to end does not wait for a fit.
    thread.unref();
  });
}

/** Fits pay models one after the other, each by a thread of its own: this one goes on answering. */
export function fitterByThread(openThread: (input: FitInput) => Worker): Fitter {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const next = last.then(() => fitted(openThread(input)));
    last = next.catch(() => undefined);
    return next;
  };
}

/** A pay model of fewer offers is fitted in less time than others need to notice. */
const FEW = 1000;

/** Fits pay models of few offers at once, and others by threads. */
export function fitterOf(openThread: (input: FitInput) => Worker): Fitter {
  const byThread = fitterByThread(openThread);
  return async (input) => (input.rows.length < FEW ? fitOffers(input) : byThread(input));
}
