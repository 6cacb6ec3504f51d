import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from '@jest/globals';
import { AnswerThreads } from '../../src/app/answer-threads.js';
import type { MarketQuestion } from '../../src/app/market-question.js';
import type { Market } from '../../src/market/market.js';
import { randomEntries } from '../market/random-market.js';
import { marketOf, query } from '../market/some-market.js';

const dist = join(__dirname, '../../dist');
const question: MarketQuestion = { kind: 'worth', query: query() };

let threads: AnswerThreads | undefined;
afterEach(async () => {
  await threads?.end();
});

interface Opened {
  readonly workers: readonly Worker[];
  readonly failures: readonly unknown[];
  readonly ask: (market: Market) => ReturnType<AnswerThreads['ask']>;
}

/** Threads of a program, each running what it is told; nothing but the product's own unless said. */
function openThreads(fewest: number, code?: string): Opened {
  const workers: Worker[] = [];
  const failures: unknown[] = [];
  const open = (): Worker => {
    const worker = code ? new Worker(code, { eval: true }) : new Worker(join(dist, 'answer-thread.js'));
    workers.push(worker);
    return worker;
  };
  const own = new AnswerThreads({ open, count: 1, fewest }, (error) => failures.push(error));
  threads = own;
  return { workers, failures, ask: (market) => own.ask(market, question) };
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Asks until a thread takes the question. */
async function askThread({ ask }: Opened, market: Market): Promise<string | null> {
  for (;;) {
    const text = ask(market);
    if (text) return text;
    await aMoment();
  }
}

test('a market of few offers is worth no thread', async () => {
  const market = await marketOf(randomEntries(100));
  const opened = openThreads(101);
  expect(opened.ask(market)).toBeNull();
  await aMoment();
  expect(opened.workers).toEqual([]);
});

test('a thread is opened with the first question and takes the next, up to some at a time', async () => {
  const market = await marketOf(randomEntries(300));
  const opened = openThreads(1);
  expect(opened.ask(market)).toBeNull();
  const text = JSON.stringify(market.estimate(question.query));
  expect(await askThread(opened, market)).toBe(text);
  const more = Array.from({ length: 70 }, () => opened.ask(market));
  const taken = more.filter((each) => each !== null);
  expect(taken).toHaveLength(64);
  for (const each of await Promise.all(taken)) expect(each).toBe(text);
  expect(opened.workers).toHaveLength(1);
});

test('a market of before is not gone back to', async () => {
  const before = await marketOf(randomEntries(300));
  const after = await marketOf(randomEntries(300), before.sequence + 1);
  const opened = openThreads(1);
  await askThread(opened, before);
  await askThread(opened, after);
  expect(opened.ask(before)).toBeNull();
  expect(opened.ask(after)).not.toBeNull();
});

test('what a thread was asked that dies is for who asked', async () => {
  const market = await marketOf(randomEntries(300));
  const opened = openThreads(1);
  await askThread(opened, market);
  const asked = [opened.ask(market), opened.ask(market)];
  await opened.workers[0]!.terminate();
  for (const each of asked) expect(await each).toBeNull();
  expect(opened.ask(market)).toBeNull();
});

test('a thread that fails is told of, and takes no question', async () => {
  const market = await marketOf(randomEntries(300));
  const opened = openThreads(1, 'throw new TypeError("Fjord")');
  expect(opened.ask(market)).toBeNull();
  while (opened.failures.length === 0) await aMoment();
  expect(opened.failures[0]).toMatchObject({ name: 'TypeError' });
  expect(opened.ask(market)).toBeNull();
});

test('they end when they are told to', async () => {
  const market = await marketOf(randomEntries(300));
  const opened = openThreads(1);
  await askThread(opened, market);
  const ended = once(opened.workers[0]!, 'exit');
  await threads!.end();
  await ended;
  expect(opened.ask(market)).toBeNull();
});

test('a program whose work is done ends though it has threads', async () => {
  const code = `
    import { Worker } from 'node:worker_threads';
    import { AnswerThread } from './app/answer-thread.js';
    const worker = new Worker('./answer-thread.js');
    new AnswerThread(worker, () => undefined, () => undefined);
    const work = setTimeout(() => process.exit(1), 30_000);
    worker.once('online', () => clearTimeout(work));
  `;
  const program = spawn(process.execPath, ['--input-type=module', '--eval', code], { cwd: dist });
  const [exit] = (await once(program, 'close')) as [number | null];
  expect(exit).toBe(0);
});
