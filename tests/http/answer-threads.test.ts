import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AnswerThreads } from '../../src/app/answer-threads.js';
import { askWorth } from '../../src/app/estimate-worth.js';
import { askGuidance } from '../../src/app/guide-negotiation.js';
import { createMarketSource } from '../../src/app/market-source.js';
import type { MarketSource, PendingAnswer } from '../../src/app/market-answers.js';
import { startApi, type TestApi } from './api.js';

const built = join(__dirname, '../../dist/answer-thread.js');

const QUESTIONS = [
  { role: 'Backend Engineer' },
  { role: 'backend engineer', country: 'DE', level: 'senior', skills: 'Go,Kafka', pay: 71_000 },
  { role: 'Data Engineer', years: 7, quantile: 'hf7', workMode: 'remote' },
  { role: 'Data Engineer', location: 'Berlin', currency: 'EUR', basis: 'totalCash' },
  { role: 'Astronaut' },
  { role: 'Backend Engineer', currency: 'JPY', tax: 'net', skills: 'Rust' },
] as const;

let api: TestApi;
let threads: AnswerThreads;
/** The same market, asked in this thread. */
let here: MarketSource;
const opened: Worker[] = [];
let answered = 0;

function open(): Worker {
  if (!existsSync(built)) throw new Error('dist is not built: run npm run build');
  const thread = new Worker(built);
  thread.on('message', () => answered++);
  opened.push(thread);
  return thread;
}

beforeAll(async () => {
  const onFailed = (error: unknown): void => {
    throw error as Error;
  };
  threads = new AnswerThreads({ open, count: 1, fewest: 0 }, onFailed);
  let source: MarketSource | undefined;
  api = await startApi({
    example: 200,
    market: (options) => () => (source ??= createMarketSource(api.context, { ...options, threads }))(),
  });
  here = createMarketSource(api.context);
});
afterAll(async () => {
  await threads.end();
  await api.close();
});

interface Reply {
  readonly text: string;
  readonly etag: string | undefined;
  /** Whether a thread worked it out. */
  readonly byThread: boolean;
}

async function ask(path: string, question: object): Promise<Reply> {
  const before = answered;
  const { text, headers } = await api.client.get(`/api/v1/${path}`).query(question).expect(200);
  return { text, etag: headers['etag'], byThread: answered > before };
}

let asked = 0;

/** Asks what nobody has asked before, until a thread answers: twice, since it begins with an answer for itself. */
async function untilByThread(): Promise<Reply> {
  for (let inTurn = 0; ;) {
    const reply = await ask('market-worth', { role: 'Backend Engineer', pay: 50_000 + asked++ });
    inTurn = reply.byThread ? inTurn + 1 : 0;
    if (inTurn === 2) return reply;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The reply that an answer makes, as a thread is to give it. */
function replyOf(answer: PendingAnswer<unknown>): Reply {
  return { text: JSON.stringify(answer.work()), etag: `W/"${answer.version}"`, byThread: true };
}

async function worthHere(question: object): Promise<Reply> {
  return replyOf(await askWorth(requestOf(question), api.context, here));
}

async function guidanceHere(question: object, wishes: object): Promise<Reply> {
  const request = requestOf(question);
  return replyOf(await askGuidance(request, { offers: [], stated: [], ...wishes }, api.context, here));
}

function requestOf(question: { readonly skills?: string }): object {
  return { ...question, ...(question.skills ? { skills: question.skills.split(',') } : {}) };
}

async function importOne(pay: number): Promise<void> {
  const csv = `role,country,pay,currency,period,tax,employer\nData Engineer,DE,${pay},EUR,year,gross,Acme\n`;
  await api.client.post('/api/v1/imports').type('text/csv').send(csv).expect(201);
}

describe('an answer by a thread', () => {
  beforeAll(untilByThread);

  test.each(QUESTIONS)('is the one worked out here: worth %j', async (question) => {
    // A pool that is fitted for the first time is answered from here.
    await ask('market-worth', { ...question, pay: 1000 });
    await untilByThread();
    expect(await ask('market-worth', question)).toEqual(await worthHere(question));
  });

  test.each(QUESTIONS)('is the one worked out here: guidance %j', async (question) => {
    await ask('market-worth', { ...question, pay: 2000 });
    await untilByThread();
    const wishes = { targetPercentile: 70, walkAway: 60_000 };
    expect(await ask('guidance', { ...question, ...wishes })).toEqual(await guidanceHere(question, wishes));
  });

  test('is the one worked out here: a trend', async () => {
    const question = { role: 'Data Engineer', trend: true };
    expect(await ask('market-worth', question)).toEqual(await worthHere(question));
  });

  test('is worked out once where it is asked for twice at once', async () => {
    const before = answered;
    const question = { role: 'Data Engineer', pay: 12_345 };
    const [one, other] = await Promise.all([
      ask('market-worth', question),
      ask('market-worth', { ...question, quantile: 'hd' }),
    ]);
    expect(other.text).toBe(one.text);
    expect(answered).toBe(before + 1);
  });
});

test('after an import threads answer from the offers that are there now', async () => {
  const { etag } = await untilByThread();
  await importOne(71_000);
  expect((await untilByThread()).etag).not.toBe(etag);
  const question = { role: 'Backend Engineer', years: 3 };
  expect(await ask('market-worth', question)).toEqual(await worthHere(question));
});

test('no question is lost where threads die, and others take their place', async () => {
  await untilByThread();
  const questions = Array.from({ length: 12 }, (_, i) => ({ role: 'Data Engineer', pay: 90_000 + i }));
  const replies = questions.map((question) => ask('market-worth', question));
  const dead = opened.splice(0);
  await Promise.all(dead.map((thread) => thread.terminate()));
  const texts = (await Promise.all(replies)).map(({ text }) => text);
  expect(texts).toEqual(
    await Promise.all(questions.map(async (question) => (await worthHere(question)).text)),
  );
  await importOne(72_000);
  await untilByThread();
  expect(opened).toHaveLength(dead.length);
});
