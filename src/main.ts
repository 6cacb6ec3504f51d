#!/usr/bin/env node
/** The composition root: settings, store, vocabulary and policy handed to the shell. Only it knows the adapters. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import type { AppContext } from './app/context.js';
import type { Output } from './cli/environment.js';
import { runCli } from './cli/run.js';
import { MarketWorthError } from './core/errors.js';
import { exchangeRatesSchema, policySchema } from './domain/policy.js';
import type { Store } from './domain/ports.js';
import { columnAliasesSchema } from './ingest/column-aliases.js';
import { openEmbeddedStore } from './storage/embedded/embedded-store.js';
import { createVocabulary, type Vocabulary } from './vocabulary/vocabulary.js';
import { readVocabularyData } from './vocabulary/vocabulary-data.js';
import { readVocabularyExtension } from './vocabulary/vocabulary-extension.js';

/** On a personal store all rows that name no contributor are its owner's. */
const OWNER = 'owner';

const here = fileURLToPath(new URL('.', import.meta.url));
const userData = envPaths('market-worth', { suffix: '' }).data;

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const shipped = (path: string): unknown => readJson(join(here, path));

/** The built-in vocabulary, under the user's own words where there is a file of them. */
function loadVocabulary(): Vocabulary {
  const data = readVocabularyData((file) => shipped(`vocabulary/data/${file}`));
  const named = process.env['MARKET_WORTH_VOCABULARY'];
  const file = named ?? join(userData, 'vocabulary.json');
  if (named === undefined && !existsSync(file)) return createVocabulary(data);
  let words: unknown;
  try {
    words = readJson(file);
  } catch (cause) {
    const message = `${file}: ${(cause as Error).message}. Correct the file, or unset MARKET_WORTH_VOCABULARY.`;
    throw new MarketWorthError('VOCABULARY_INVALID', message, {}, { cause });
  }
  return createVocabulary(data, readVocabularyExtension(file, words));
}

function openStore(url: string): Promise<Store> {
  const path = /^file:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  if (path === undefined) {
    const scheme = /^[\w+.-]*/.exec(url)![0];
    throw new MarketWorthError(
      'USAGE',
      `--store: found a URL that begins with "${scheme}". Expected file:PATH.`,
    );
  }
  if (url === defaultStore) mkdirSync(dirname(path), { recursive: true });
  return openEmbeddedStore(path);
}

async function open(storeUrl: string): Promise<AppContext> {
  return {
    store: await openStore(storeUrl),
    vocabulary: loadVocabulary(),
    aliases: columnAliasesSchema.parse(shipped('ingest/data/aliases.json')),
    policy: policySchema.parse(shipped('domain/policy/policy.json')),
    rates: exchangeRatesSchema.parse(shipped('domain/policy/exchange-rates.json')),
    person: OWNER,
    now: () => Date.now(),
  };
}

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

const defaultStore = `file:${join(userData, 'store.db')}`;
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
});
