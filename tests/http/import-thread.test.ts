import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AppContext } from '../../src/app/context.js';
import { importFile } from '../../src/app/import-file.js';
import type { ImportReport, ImportRequest } from '../../src/app/import-offers.js';
import type { SpooledFile } from '../../src/app/spooled-file.js';
import type { ImportJobDocument, ImportReportDocument } from '../../src/contract/import-report.js';
import { MarketWorthError } from '../../src/core/errors.js';
import type { Finding } from '../../src/domain/ports.js';
import { contextOf } from '../../scripts/prove/ingest-tools.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';
import { contextIn, startApi, type TestApi } from './api.js';

const IMPORTS = '/api/v1/imports';
const QUESTION = '/api/v1/demand?role=Data+Engineer';
const built = join(__dirname, '../../dist/import-thread.js');

/** The threads that were opened by now. */
const threads: Worker[] = [];

beforeEach(() => {
  threads.length = 0;
});

/** The same, with threads that import into its store. */
function withThreads(context: AppContext, storeUrl = context.store.location): AppContext {
  const openImportThread: AppContext['openImportThread'] = (order) => {
    if (!existsSync(built)) throw new Error('dist is not built: run npm run build');
    const thread = new Worker(built, { workerData: { storeUrl, ...order } });
    threads.push(thread);
    return thread;
  };
  return { ...context, openImportThread };
}

/** A file that is not small: offers with ids, and here and there a row that stays outside. */
function offers(from: number, to: number, bad = true): string {
  const rows = Array.from({ length: to - from }, (_, i) => {
    const id = from + i;
    const pay = bad && id % 50 === 7 ? 'lots' : String(60_000 + (id % 300) * 100);
    return `o-${bad && id % 70 === 9 ? id - 1 : id},Data Engineer,${pay},EUR,year,gross,Firm ${id % 9}\n`;
  });
  return `id,role,Pay of a year,currency,period,tax,employer\n${rows.join('')}`;
}

const request = (more: Partial<ImportRequest> = {}): ImportRequest => ({
  ingest: { map: { pay: ['Pay of a year'] }, set: {}, source: 'mine' },
  contributors: 'importer',
  dryRun: false,
  strict: false,
  ...more,
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-thread-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function spooled(text: string | Buffer): SpooledFile {
  const path = join(folder, 'body');
  writeFileSync(path, text);
  return { path, name: 'body.csv', size: statSync(path).size };
}

/** A context over a store of its own. */
async function inStore(name: string): Promise<AppContext> {
  return contextIn(join(folder, name));
}

const never = (): AbortSignal => new AbortController().signal;

/** All that an import is seen to do. */
async function seen(text: string, context: AppContext, more: Partial<ImportRequest> = {}) {
  const plans: unknown[] = [];
  const findings: Finding[] = [];
  let rows = 0;
  const asked = request({
    ...more,
    onPlan: (plan) => void plans.push(plan),
    onProgress: (progress) => ({ rows } = progress),
    onFindings: async (found, { fingerprint }) => {
      findings.push(...(await Promise.resolve(found)));
      plans.push(fingerprint);
    },
  });
  const report = await importFile(spooled(text), asked, context, never());
  const entries = [];
  for await (const chunk of context.store.entries()) entries.push(...chunk);
  const mapping = await context.store.mapping(report.plan.fingerprint);
  return {
    report: { ...report, seconds: 0 } satisfies ImportReport,
    plans,
    findings,
    rows,
    entries,
    mapping,
  };
}

describe('an import by a thread', () => {
  test('does and tells what it does and tells without one', async () => {
    const [here, there] = [await inStore('here'), withThreads(await inStore('there'))];
    for (const [csv, more] of [
      [offers(0, 3000), { dryRun: true }],
      [offers(0, 3000), {}],
      [offers(2000, 4000), {}],
    ] as const) {
      const [one, other] = [await seen(csv, here, more), await seen(csv, there, more)];
      expect(other).toEqual(one);
      expect(one.report).toMatchObject({ accepted: expect.any(Number), rejected: expect.any(Number) });
      expect(one.findings.length).toBeGreaterThan(40);
    }
    expect(threads).toHaveLength(3);
    expect((await there.store.batches()).map(({ importer }) => importer)).toEqual(['owner', 'owner']);
    await Promise.all([here.store.close(), there.store.close()]);
  });

  test('is not asked for where the file is small', async () => {
    const context = withThreads(await inStore('small'));
    expect(await importFile(spooled(offers(0, 50)), request(), context, never())).toMatchObject({ rows: 50 });
    expect(threads).toEqual([]);
    await context.store.close();
  });

  test('fails as it does here, and takes nothing', async () => {
    const context = withThreads(await inStore('failing'));
    const fails = async (text: string | Buffer, more: Partial<ImportRequest> = {}, tools = context) => {
      const failure: unknown = await importFile(spooled(text), request(more), tools, never()).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(MarketWorthError);
      const { code, facts, message } = failure as MarketWorthError;
      return { code, facts, message };
    };
    const { openImportThread, ...without } = context;
    expect(openImportThread).toBeDefined();
    const strict = await fails(offers(0, 3000), { strict: true });
    expect(strict).toMatchObject({ code: 'ROWS_REFUSED', facts: { counts: { rows: 3000 } } });
    expect(strict).toEqual(await fails(offers(0, 3000), { strict: true }, without));
    const bytes = Buffer.from([...Array(100_000).keys()].map((n) => (n * 7919) % 256));
    expect(await fails(bytes)).toEqual(await fails(bytes, {}, without));
    const away = withThreads(without, `file:${__filename}/store.db`);
    expect(await fails(offers(0, 3000), {}, away)).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(await context.store.sequence()).toBe(0);
    await context.store.close();
  });

  test('that ends without a word has failed', async () => {
    const context = await inStore('silent');
    const openImportThread = (): Worker => new Worker('process.exit(3)', { eval: true });
    const failing = importFile(
      spooled(offers(0, 3000)),
      request(),
      { ...context, openImportThread },
      never(),
    );
    await expect(failing).rejects.toThrow('ended without a report');
    await context.store.close();
  });

  test.each([
    ['before it has begun', { abortAt: 'start' }],
    ['once its plan is known', { abortAt: 'plan' }],
    ['while its rows are read', { abortAt: 'progress' }],
  ] as const)('that is stopped %s ends, and leaves nothing', async (_name, { abortAt }) => {
    const context = withThreads(await inStore(`stopped-${abortAt}`));
    const stop = new AbortController();
    const stopAt = (moment: string) => () => {
      if (abortAt === moment) stop.abort();
    };
    if (abortAt === 'start') stop.abort();
    const asked = request({ onPlan: stopAt('plan'), onProgress: stopAt('progress') });
    const stopped = importFile(spooled(offers(0, 60_000)), asked, context, stop.signal);
    await expect(stopped).rejects.toThrow('aborted');
    expect(threads[0]!.threadId).toBe(-1);
    expect(await context.store.sequence()).toBe(0);
    expect(await importFile(spooled(offers(0, 3000)), request(), context, never())).toMatchObject({
      batch: 1,
      rows: 3000,
    });
    await context.store.close();
  });

  test('ends where what it tells cannot be kept, and leaves nothing', async () => {
    const context = withThreads(await inStore('full'));
    const onFindings = (): Promise<void> => Promise.reject(new Error('the disk is full'));
    const failing = importFile(spooled(offers(0, 3000)), request({ onFindings }), context, never());
    await expect(failing).rejects.toThrow('the disk is full');
    expect(threads[0]!.threadId).toBe(-1);
    expect(await context.store.sequence()).toBe(0);
    await context.store.close();
  });
});

describe('a server whose imports have threads', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ contextOf: withThreads, settings: { graceMs: 50 } });
  });
  afterAll(async () => {
    await api.close();
  });

  const post = (csv: string, query = '', headers: Record<string, string> = {}) =>
    api.client.post(`${IMPORTS}${query}`).set('Content-Type', 'text/csv').set(headers).send(csv);
  const mapped = '?map=pay:Pay+of+a+year';

  test('answers, and writes, while a file is imported; then answers from its offers', async () => {
    const events: string[] = [];
    const importing = post(offers(0, 10_000, false), mapped).then(({ body }) => {
      events.push('imported');
      return body as ImportReportDocument;
    });
    while (threads.length === 0) await api.client.get('/healthz').expect(200);
    await api.client.get(QUESTION).expect(200);
    await api.client.put('/api/v1/profile').send({ role: 'Data Engineer' }).expect(200);
    events.push('written');
    expect(await importing).toMatchObject({ accepted: 10_000 });
    expect(events).toEqual(['written', 'imported']);
    await api.client.get(QUESTION).expect(200);
    const { text } = await api.client.get('/metrics').expect(200);
    expect(text).toContain('market_worth_import_rows_total{fate="accepted"} 10000');
    expect(text).toContain('market_worth_offers 10000');
  });

  test('remembers a mapping for the next file, and gives the rejects of a dry run', async () => {
    const dry = await post(offers(20_000, 23_000), '?dryRun=true');
    const { accepted, duplicate, rejected, rejectsFile } = dry.body as ImportReportDocument;
    expect(accepted + duplicate + rejected).toBe(3000);
    const { text } = await api.client.get(rejectsFile!).expect(200);
    expect(text.trim().split('\n')).toHaveLength(1 + duplicate + rejected);
  });

  test('does two imports of the same rows at once, and each row enters once', async () => {
    const reports = await Promise.all([1, 2].map(() => post(offers(30_000, 34_000, false), '?source=two')));
    const accepted = reports.map(({ body }) => (body as ImportReportDocument).accepted);
    expect(accepted.sort((a, b) => a - b)).toEqual([0, 4000]);
  });

  test('stops imports in flight when it is to end, and leaves nothing of them', async () => {
    const before = await api.context.store.sequence();
    const { headers } = await post(offers(40_000, 90_000), mapped, { Prefer: 'respond-async' });
    await api.api.stop();
    expect(threads[0]!.threadId).toBe(-1);
    const job = await api.client.get(headers['location'] as string).expect(200);
    expect(job.body as ImportJobDocument).toMatchObject({
      state: 'failed',
      problem: { code: 'SERVER_BUSY' },
    });
    expect(await api.context.store.sequence()).toBe(before);
  });
});

describeOnMongo('an import by a thread into MongoDB', (mongo) => {
  test('does what it does without one; stopped, it leaves nothing', async () => {
    const urls = [mongo().url(), mongo().url()] as const;
    const [here, there] = await Promise.all(urls.map(async (url) => contextOf(await openMongoStore(url))));
    const byThread = withThreads(there!, urls[1]);
    expect(await seen(offers(0, 3000), byThread)).toEqual(await seen(offers(0, 3000), here!));
    const stop = new AbortController();
    const onProgress = (): void => {
      stop.abort();
    };
    const asked = request({ onProgress });
    await expect(importFile(spooled(offers(3000, 60_000)), asked, byThread, stop.signal)).rejects.toThrow(
      'aborted',
    );
    expect(await there!.store.sequence()).toBe(1);
    expect(threads).toHaveLength(2);
    await Promise.all([here!.store.close(), there!.store.close()]);
    await Promise.all(urls.map(dropDatabase));
  });
});
