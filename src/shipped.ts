/** What the product ships as data, read from its files; the main program and its threads begin with it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import { MarketWorthError } from './core/errors.js';
import { exchangeRatesSchema, policySchema } from './domain/policy.js';
import { columnAliasesSchema } from './ingest/column-aliases.js';
import { createVocabulary, type Vocabulary } from './vocabulary/vocabulary.js';
import { readVocabularyData } from './vocabulary/vocabulary-data.js';
import { readVocabularyExtension } from './vocabulary/vocabulary-extension.js';

export const here = fileURLToPath(new URL('.', import.meta.url));
const folders = envPaths('market-worth', { suffix: '' });
export const userData = folders.data;
export const userCache = folders.cache;

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const shipped = (path: string): unknown => readJson(join(here, path));

/** The user's own words. */
function vocabularyFile(): { readonly named: string | undefined; readonly file: string } {
  const named = process.env['MARKET_WORTH_VOCABULARY'];
  return { named, file: named ?? join(userData, 'vocabulary.json') };
}

/** The built-in vocabulary, under the user's own words where there is a file of them. */
export function loadVocabulary(): Vocabulary {
  const data = readVocabularyData((file) => shipped(`vocabulary/data/${file}`));
  const { named, file } = vocabularyFile();
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

export const loadAliases = () => columnAliasesSchema.parse(shipped('ingest/data/aliases.json'));
export const loadPolicy = () => policySchema.parse(shipped('domain/policy/policy.json'));
export const loadRates = () => exchangeRatesSchema.parse(shipped('domain/policy/exchange-rates.json'));

/** The rooms that a market is derived by. */
const DERIVING = ['core', 'domain', 'stats', 'vocabulary', 'market'];

/** A digest of the code and data that a market is derived by, the user's own words included, and of what runs them. */
export function digestRules(): string {
  const digest = createHash('sha256').update(process.version);
  const { file } = vocabularyFile();
  const rooms = DERIVING.flatMap((room) =>
    readdirSync(join(here, room), { recursive: true, encoding: 'utf8' }).map((path) => join(room, path)),
  );
  for (const path of rooms.filter((name) => /\.js(?:on)?$/.test(name)).sort())
    digest.update(path).update(readFileSync(join(here, path)));
  return digest.update(existsSync(file) ? readFileSync(file) : '').digest('hex');
}
