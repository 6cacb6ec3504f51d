import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from '@jest/globals';
import { askComparison } from '../../src/app/compare-skills.js';
import { estimateWorth } from '../../src/app/estimate-worth.js';
import { learnerByThread, type Fitter, type Pricer } from '../../src/app/fit-by-thread.js';
import { createMarketSource } from '../../src/app/market-source.js';
import type { MarketSource } from '../../src/app/market-answers.js';
import type { HttpSettings } from '../../src/http/settings.js';
import type { ModelSnapshot } from '../../src/market/model/model-snapshot.js';
import type { FitInput } from '../../src/market/fitted-pool.js';
import { startApi, type TestApi } from './api.js';

const built = join(__dirname, '../../dist/fit-thread.js');
const builtPremiums = join(__dirname, '../../dist/premium-thread.js');
const QUESTION = '/api/v1/market-worth?role=Backend+Engineer&country=DE';

function openThread(input: FitInput): Worker {
  if (!existsSync(built)) throw new Error('dist is not built: run npm run build');
  return new Worker(built, { workerData: input });
}

let started: TestApi | undefined;
afterEach(async () => {
  await started?.close();
  started = undefined;
});

/** An API whose pay models are fitted as told; questions wait for `patienceMs` where newer offers have landed. */
async function startFitting(
  fit: Fitter,
  settings: Partial<HttpSettings> = { patienceMs: 0 },
): Promise<TestApi> {
  let source: MarketSource | undefined;
  started = await startApi({
    example: true,
    settings,
    market: (options) => () => (source ??= createMarketSource(started!.context, { ...options, fit }))(),
  });
  return started;
}

/** Imports one more offer, unlike those before it. */
async function importOne({ client }: TestApi, pay: number): Promise<void> {
  const csv = `role,country,pay,currency,period,tax,employer\nBackend Engineer,DE,${pay},EUR,year,gross,Acme\n`;
  await client.post('/api/v1/imports').type('text/csv').send(csv).expect(201);
}

/** Asks until the answer is another than `before`; gives all answers, the new one last. */
async function askUntilNew({ client }: TestApi, before: string): Promise<string[]> {
  const answers: string[] = [];
  do answers.push((await client.get(QUESTION).expect(200)).text);
  while (answers.at(-1) === before);
  return answers;
}

/** The question's answer by a market that was built anew. */
async function anew({ context }: TestApi): Promise<string> {
  const asked = { role: 'Backend Engineer', country: 'DE' };
  return JSON.stringify(await estimateWorth(asked, context, createMarketSource(context)));
}

describe('while a pay model is fitted', () => {
  test('questions are answered from the offers before, and then from all, bit for bit', async () => {
    const api = await startFitting(learnerByThread(openThread));
    const before = (await api.client.get(QUESTION).expect(200)).text;
    await importOne(api, 71_000);
    const answers = await askUntilNew(api, before);
    expect(answers.length).toBeGreaterThan(1);
    expect(answers.at(-1)).toBe(await anew(api));
  });

  test('a comparison of skills, too, leaves the fit to a thread', async () => {
    let threads = 0;
    const api = await startFitting(
      learnerByThread((input) => {
        threads++;
        return openThread(input);
      }),
    );
    await api.client.get('/api/v1/skills/comparison?role=Backend+Engineer&country=DE').expect(200);
    expect(threads).toBe(1);
  });

  test('premiums of skills are learnt by a thread, once, and other requests are answered meanwhile', async () => {
    const events: string[] = [];
    const price: Pricer = learnerByThread((input) => {
      const thread = new Worker(builtPremiums, { workerData: input });
      thread.once('message', () => events.push('learnt'));
      thread.once('online', () => {
        void started!.client.get('/healthz').then(() => events.push('answered'));
        void started!.client.get(QUESTION).then(() => events.push('worth'));
      });
      return thread;
    });
    started = await startApi({
      example: true,
      market: (options) => {
        const fit: Fitter = learnerByThread(openThread);
        let source: MarketSource | undefined;
        return () => (source ??= createMarketSource(started!.context, { ...options, fit, price }))();
      },
    });
    const asked = '/api/v1/skills/comparison?role=Backend+Engineer&country=DE';
    const [one, other] = await Promise.all([started.client.get(asked), started.client.get(asked)]);
    expect(events.filter((event) => event === 'learnt')).toHaveLength(1);
    expect(events.indexOf('answered')).toBeLessThan(events.indexOf('learnt'));
    const { context } = started;
    const anew = await askComparison(
      { role: 'Backend Engineer', country: 'DE' },
      context,
      createMarketSource(context),
    );
    expect(one.text).toBe(JSON.stringify(anew.work()));
    expect(other.text).toBe(one.text);
  });

  test('other requests are answered', async () => {
    const events: string[] = [];
    const fit: Fitter = learnerByThread((input) => {
      const thread = openThread(input);
      thread.once('message', () => events.push('fitted'));
      thread.once('online', () => {
        void api.client.get('/healthz').then(() => events.push('answered'));
      });
      return thread;
    });
    const api = await startFitting(fit);
    await api.client.get(QUESTION).expect(200);
    expect(events).toEqual(['answered', 'fitted']);
  });

  test('no other is, and imports that land meanwhile are fitted together', async () => {
    let [open, most, fits] = [0, 0, 0];
    const byThread: Fitter = learnerByThread(openThread);
    const api = await startFitting(async (input) => {
      fits++;
      most = Math.max(most, ++open);
      return byThread(input).finally(() => open--);
    });
    const before = (await api.client.get(QUESTION).expect(200)).text;
    await importOne(api, 71_000);
    const first = await api.client.get(QUESTION).expect(200);
    expect(first.text).toBe(before);
    for (const pay of [72_000, 73_000, 74_000]) await importOne(api, pay);
    await Promise.all(Array.from({ length: 20 }, () => api.client.get(QUESTION).expect(200)));
    const last = await anew(api);
    while ((await api.client.get(QUESTION).expect(200)).text !== last);
    expect(most).toBe(1);
    expect(fits).toBe(3);
  });
});

describe('a fit that fails', () => {
  const failing: Fitter = () =>
    learnerByThread<FitInput, ModelSnapshot>(
      () => new Worker('throw new TypeError("Fjord Pay")', { eval: true }),
    )({} as FitInput);

  test('is a defect where there is nothing else to answer from', async () => {
    const api = await startFitting(failing);
    const body: unknown = (await api.client.get(QUESTION).expect(500)).body;
    expect(body).toMatchObject({ code: 'DEFECT' });
    expect(api.log.some((line) => line.includes('"defect"'))).toBe(true);
  });

  test('leaves questions to the offers before, and is logged', async () => {
    const byThread: Fitter = learnerByThread(openThread);
    let calls = 0;
    const api = await startFitting((input) => (calls++ === 0 ? byThread(input) : failing(input)), {
      patienceMs: 60_000,
    });
    const before = (await api.client.get(QUESTION).expect(200)).text;
    await importOne(api, 71_000);
    for (let i = 0; i < 5; i++) expect((await api.client.get(QUESTION).expect(200)).text).toBe(before);
    expect(calls).toBe(2);
    const defects = api.log.filter((line) => line.includes('"defect"'));
    expect(defects).toHaveLength(1);
    expect(defects[0]).not.toContain('Fjord Pay');
  });
});
