/** How the benchmarks measure and print. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** What some work gives, and the milliseconds it takes. */
export async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { result, ms: performance.now() - began };
}

/** The milliseconds of each call, ascending. */
export async function timesOf(calls) {
  const times = [];
  for (const call of calls) times.push((await timed(call)).ms);
  return times.sort((a, b) => a - b);
}

/** A quantile of ascending numbers: the nearest one. */
export function nearest(sorted, p) {
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}

/** The bytes that a market's columns have in store for offers to come, which take no memory until they are used. */
export function unusedBytes(market) {
  let bytes = 0;
  const count = (value) => {
    if (ArrayBuffer.isView(value)) bytes += value.buffer.byteLength - value.byteLength;
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(count);
  };
  count(market.snapshot().columns);
  return bytes;
}

/**
 * The bytes that this process holds after collecting garbage, repeatedly: the memory of arrays that one collection finds
 * dead is given back by the time of the next.
 */
export function bytesHeld() {
  for (let time = 0; time < 3; time++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

export function millis(ms) {
  return ms < 0.01 ? `${(1000 * ms).toFixed(1)} us` : ms < 10 ? `${ms.toFixed(3)} ms` : `${ms.toFixed(0)} ms`;
}

export function print(name, text) {
  console.log(`  ${name.padEnd(46)} ${text}`);
}
