import { on } from 'node:events';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Finding } from '../domain/ports.js';
import type { ImportPlan } from '../ingest/csv-import.js';
import type { AppContext } from './context.js';
import { importOffers, type ImportProgress, type ImportReport, type ImportRequest } from './import-offers.js';
import type { ImportOrder } from './import-order.js';
import { spooledSource } from './spooled-file.js';
import { threadFailure } from './thread-failure.js';

/** What the thread tells. After findings it waits until they are taken. */
type News =
  | { readonly plan: ImportPlan }
  | { readonly progress: ImportProgress }
  | { readonly findings: readonly Finding[] }
  | { readonly report: ImportReport };

/** What the thread is told. */
type Word = 'taken' | 'stop';

/** The thread's side: imports the file, and tells what the request would be told here. Fails as the import does. */
export async function serveImport(
  port: MessagePort,
  { file, terms, person, tellsFindings }: ImportOrder,
  tools: Omit<AppContext, 'person'>,
): Promise<void> {
  const stopped = new AbortController();
  let taken = (): void => undefined;
  port.on('message', (word: Word) => {
    if (word === 'stop') stopped.abort();
    taken();
  });
  const tell = (news: News): void => {
    port.postMessage(news);
  };
  const onFindings = async (findings: readonly Finding[]): Promise<void> => {
    tell({ findings });
    await new Promise<void>((resolve) => (taken = resolve));
    stopped.signal.throwIfAborted();
  };
  const request: ImportRequest = {
    ...terms,
    onPlan: (plan) => {
      tell({ plan });
    },
    onProgress: (progress) => {
      tell({ progress });
    },
    ...(tellsFindings ? { onFindings } : {}),
  };
  try {
    tell({ report: await importOffers(spooledSource(file, stopped.signal), request, { ...tools, person }) });
  } finally {
    port.close();
  }
}

/** Passes on what a thread tells up to its report. Fails as the thread does. */
async function reportOf(thread: Worker, request: ImportRequest): Promise<ImportReport> {
  let plan: ImportPlan | undefined;
  const told = on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[News]>;
  for await (const [news] of told) {
    if ('progress' in news) request.onProgress?.(news.progress);
    else if ('findings' in news) {
      await request.onFindings?.(news.findings, plan!);
      thread.postMessage('taken' satisfies Word);
    } else if ('plan' in news) {
      ({ plan } = news);
      request.onPlan?.(plan);
    } else return news.report;
  }
  throw new Error('the thread that imports ended without a report');
}

/**
 * The report of a thread that `serveImport` runs in, as `importOffers` would give it here. Ends with the thread, whose
 * store is closed by then; stopped by the signal or by a failure of the request's own, the import leaves nothing.
 */
export async function importByThread(
  thread: Worker,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<ImportReport> {
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  // What it fails of after its report or the request's own failure changes nothing, and would end the program.
  thread.on('error', () => undefined);
  const stop = (): void => {
    thread.postMessage('stop' satisfies Word);
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await reportOf(thread, request);
  } catch (error) {
    stop();
    throw threadFailure(error as Error);
  } finally {
    await ended;
    signal.removeEventListener('abort', stop);
  }
}
