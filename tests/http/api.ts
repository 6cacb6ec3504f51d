import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { createToken } from '../../src/app/access-tokens.js';
import type { AppContext } from '../../src/app/context.js';
import { importOffers } from '../../src/app/import-offers.js';
import { makeStoreRelease } from '../../src/app/make-release.js';
import { createMarketSource } from '../../src/app/market-source.js';
import { createReleaseSource } from '../../src/app/release-source.js';
import type { Role } from '../../src/domain/access-token.js';
import { exchangeRatesSchema, policySchema } from '../../src/domain/policy.js';
import type { ReleasePreset } from '../../src/domain/release.js';
import { createHttpApi, type HttpApi, type HttpApiOptions } from '../../src/http/http-api.js';
import { columnAliasesSchema } from '../../src/ingest/column-aliases.js';
import { openEmbeddedStore } from '../../src/storage/embedded/embedded-store.js';
import { builtInVocabulary } from '../vocabulary/built-in.js';

const EXAMPLE = join(__dirname, '../../fixtures/synthetic-interviews.csv');

function shipped(path: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, '../../src', path), 'utf8'));
}

/** The use cases' context over a new store in a folder. */
export async function contextIn(folder: string): Promise<AppContext> {
  return {
    store: await openEmbeddedStore(join(folder, 'store.db')),
    vocabulary: builtInVocabulary(),
    aliases: columnAliasesSchema.parse(shipped('ingest/data/aliases.json')),
    policy: policySchema.parse(shipped('domain/policy/policy.json')),
    rates: exchangeRatesSchema.parse(shipped('domain/policy/exchange-rates.json')),
    person: 'owner',
    now: () => Date.now(),
  };
}

/** An API over a store of its own, in this process, and a client of it. */
export interface TestApi {
  readonly context: AppContext;
  readonly api: HttpApi;
  readonly server: Server;
  readonly origin: string;
  readonly client: TestAgent;
  /** The lines that were logged. */
  readonly log: readonly string[];
  /** An access token, ready to be sent. */
  readonly bearer: (person: string, role: Role) => Promise<string>;
  readonly close: () => Promise<void>;
}

type Options = Partial<Omit<HttpApiOptions, 'context'>> & {
  /** The example's offers, or so many of them. */
  readonly example?: true | number;
  /** Shares pay: answers come from a release of this preset, which is made at the start. */
  readonly preset?: ReleasePreset;
  /** What the use cases work with instead. */
  readonly contextOf?: (context: AppContext) => AppContext;
};

/** The example, or its header and first rows; no cell of it has a line break. */
export function exampleCsv(rows: true | number = true): string {
  const csv = readFileSync(EXAMPLE, 'utf8');
  return rows === true ? csv : `${csv.split('\n', rows + 1).join('\n')}\n`;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

async function importExample(context: AppContext, rows: true | number): Promise<void> {
  const source = { name: 'example.csv', open: () => bytesOf(exampleCsv(rows)) };
  const ingest = { map: {}, set: {} };
  await importOffers(source, { ingest, contributors: 'public', dryRun: false, strict: false }, context);
}

async function listen(api: HttpApi): Promise<Server> {
  const server = createServer(api.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Starts an API: for this machine alone unless told otherwise, with the example's offers where asked for. */
export async function startApi({
  example,
  preset,
  contextOf = (context) => context,
  ...options
}: Options = {}): Promise<TestApi> {
  const folder = mkdtempSync(join(tmpdir(), 'http-api-'));
  const context = contextOf(await contextIn(folder));
  if (example !== undefined) await importExample(context, example);
  if (preset !== undefined) await makeStoreRelease(preset, context);
  const log: string[] = [];
  const api = createHttpApi({
    context,
    market: (watch) => createMarketSource(context, watch),
    ...(preset === undefined ? {} : { shared: createReleaseSource(context.store, preset, context) }),
    access: { boundToLoopback: true },
    version: '0.0.0-test',
    log: { write: (line) => void log.push(line) },
    ...options,
  });
  const server = await listen(api);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    context,
    api,
    server,
    origin,
    client: request.agent(origin),
    log,
    bearer: async (person, role) => {
      const expires = new Date(Date.now() + 3_600_000);
      return `Bearer ${(await createToken({ person, role, expires }, context)).secret}`;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await context.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An API for the tests of one file, closed after them. */
export function useApi(options?: Options): () => Promise<TestApi> {
  let started: Promise<TestApi> | undefined;
  afterAll(async () => {
    await (await started)?.close();
  });
  return () => (started ??= startApi(options));
}
