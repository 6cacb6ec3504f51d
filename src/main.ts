#!/usr/bin/env node
/** The composition root: settings, store, vocabulary and policy handed to the shell. With its threads only it knows the adapters. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AppContext, SnapshotCache } from './app/context.js';
import type { ImportOrder } from './app/import-order.js';
import type { CliEnvironment, Output } from './cli/environment.js';
import { runCli } from './cli/run.js';
import { errorTable } from './core/errors.js';
import type { Store } from './domain/ports.js';
import {
  digestRules,
  here,
  loadAliases,
  loadPolicy,
  loadRates,
  loadVocabulary,
  readJson,
  userCache,
} from './shipped.js';
import type { FitInput } from './market/fitted-pool.js';
import type { PremiumInput } from './market/skills/skill-premiums.js';
import type { MarketSnapshot } from './market/market-snapshot.js';
import { openRowThread, rowLimits } from './open-row-thread.js';
import { defaultStore, isMongo, openStore } from './open-store.js';
import type { ReleaseOrder } from './release-thread.js';
import { LocalSnapshots } from './storage/snapshot-cache.js';

/** On a personal store all rows that name no contributor are its owner's. */
const OWNER = 'owner';
/** How long a process whose work is done may last. */
const LINGER_MS = 500;

/** Opens a thread that imports a file into a store. */
function openImportThread(storeUrl: string, order: ImportOrder): Worker {
  const options = { workerData: { storeUrl, ...order }, resourceLimits: rowLimits };
  return new Worker(new URL('./import-thread.js', import.meta.url), options);
}

/** Opens a thread that fits a pay model. */
function openFitThread(input: FitInput): Worker {
  return new Worker(new URL('./fit-thread.js', import.meta.url), { workerData: input });
}

/** Opens a thread that makes the release of a store. */
function openReleaseThread(order: ReleaseOrder): Worker {
  return new Worker(new URL('./release-thread.js', import.meta.url), { workerData: order });
}

/** Opens a thread that learns the premiums of skills. */
function openPremiumThread(input: PremiumInput): Worker {
  return new Worker(new URL('./premium-thread.js', import.meta.url), { workerData: input });
}

/** A core is left to the server's own thread, which has no more to give than a few others can answer. */
const ANSWER_THREADS = Math.min(4, availableParallelism() - 1);

/** Opens a thread that answers questions. */
function openAnswerThread(): Worker {
  return new Worker(new URL('./answer-thread.js', import.meta.url));
}

function openSnapshots(): SnapshotCache {
  const files = new LocalSnapshots<MarketSnapshot>(process.env['MARKET_WORTH_CACHE'] ?? userCache);
  return {
    load: async (key) => files.load(key),
    save: async (key, snapshot) => files.save(key, snapshot),
    get rules() {
      return digestRules();
    },
  };
}

async function open(storeUrl: string): Promise<AppContext> {
  return {
    store: await openStore(storeUrl),
    vocabulary: loadVocabulary(),
    aliases: loadAliases(),
    policy: loadPolicy(),
    rates: loadRates(),
    openThread: openRowThread,
    openImportThread: (order) => openImportThread(storeUrl, order),
    openFitThread,
    openPremiumThread,
    openReleaseThread: (preset) => openReleaseThread({ storeUrl, preset }),
    ...(ANSWER_THREADS > 0 ? { answerThreads: { open: openAnswerThread, count: ANSWER_THREADS } } : {}),
    snapshots: openSnapshots(),
    person: OWNER,
    now: () => Date.now(),
  };
}

/** What the processes of a shared store have in common: counters, and work that one of them does. */
async function sharedOf(store: Store) {
  if (!isMongo(store.location)) return {};
  const { leasesOf, limitersOf } = await import('./storage/mongo/mongo-store.js');
  return { limiter: limitersOf(store), alone: leasesOf(store) };
}

/** Serves until the process is asked to end; asked a second time, it ends at once. */
const serve: CliEnvironment['serve'] = async (settings, context, announce) => {
  const { serve: serveApi } = await import('./http/serve.js');
  const { logLines } = await import('./http/log-lines.js');
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
  const shared = await sharedOf(context.store);
  const log = logLines(process.stderr);
  await serveApi(settings, { context, version, log, ...shared, announce, told });
};

function output(stream: NodeJS.WriteStream): Output {
  // A reader that leaves early (`| head`) is not a failure.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  return {
    write: (text) =>
      new Promise((resolve) => {
        if (stream.write(text)) resolve();
        else stream.once('drain', resolve);
      }),
    isTTY: stream.isTTY,
    columns: stream.isTTY ? stream.columns : Number(process.env['COLUMNS']) || undefined,
  };
}

const { version } = readJson(join(here, '..', 'package.json')) as { version: string };

process.exitCode = await runCli({
  words: process.argv.slice(2),
  variables: process.env,
  out: output(process.stdout),
  err: output(process.stderr),
  stdin: process.stdin,
  version,
  defaultStore,
  exampleFile: join(here, '..', 'fixtures', 'synthetic-interviews.csv'),
  vocabulary: loadVocabulary,
  open,
  serve,
});
// A connection that was being made to a store that is away cannot be broken off, and would hold the process for a while.
if (process.exitCode === errorTable.STORE_UNREACHABLE.exit)
  setTimeout(() => process.exit(), LINGER_MS).unref();
