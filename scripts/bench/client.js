/** Asks a server many things at once with autocannon, and what that showed. */
import { once } from 'node:events';
import autocannon from 'autocannon';
import { nearest } from './measure.js';

const CONNECTIONS = 10;
/** Where the end is told, not stated. */
const LONG_SECONDS = 3600;

/**
 * Response times in milliseconds, ascending. Who waits for an answer cannot ask the next question in time: those that
 * were to be asked meanwhile count as asked then, and as answered with the late one.
 */
function withThoseHeldUp(times, rate) {
  const between = rate === undefined ? Infinity : (1000 * CONNECTIONS) / rate;
  const all = [];
  for (const time of times) for (let waited = time; waited > 0; waited -= between) all.push(waited);
  return Float64Array.from(all).sort();
}

/**
 * Asks the paths that `nextPath` gives: for so many seconds (`duration`), so many times (`amount`), or until a promise
 * has ended; as fast as the server answers, or `rate` a second. Fails where an answer is not 200.
 */
export async function ask(url, nextPath, { rate, until, ...limit }) {
  const times = [];
  const setupRequest = (request) => ({ ...request, path: nextPath() });
  const stated = {
    url,
    connections: CONNECTIONS,
    requests: [{ setupRequest }],
    duration: LONG_SECONDS,
    ...limit,
  };
  const run = autocannon(rate === undefined ? stated : { ...stated, overallRate: Math.round(rate) });
  run.on('response', (_client, _status, _bytes, time) => times.push(time));
  const stop = () => run.stop();
  until?.then(stop, stop);
  const [{ non2xx, errors, timeouts, duration }] = await once(run, 'done');
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${non2xx} refused, ${errors} failed, ${timeouts} late of ${times.length}`);
  const sorted = withThoseHeldUp(times, rate);
  return {
    rate: times.length / duration,
    p50: nearest(sorted, 0.5),
    p99: nearest(sorted, 0.99),
    most: sorted.at(-1),
  };
}
