import { readFileSync } from 'node:fs';
import type { AppContext } from '../../src/app/context.js';
import type { ImportRequest } from '../../src/app/import-offers.js';
import type { Store } from '../../src/domain/ports.js';
import { exchangeRatesSchema, policySchema } from '../../src/domain/policy.js';
import { columnAliasesSchema } from '../../src/ingest/column-aliases.js';
import type { ByteSource, IngestTools } from '../../src/ingest/csv-import.js';
import { createVocabulary } from '../../src/vocabulary/vocabulary.js';
import { readVocabularyData } from '../../src/vocabulary/vocabulary-data.js';

const shipped = (path: string): unknown => JSON.parse(readFileSync(`src/${path}`, 'utf8'));

/** What the product ships to import with. */
export function shippedTools(): IngestTools {
  return {
    vocabulary: createVocabulary(readVocabularyData((file) => shipped(`vocabulary/data/${file}`))),
    aliases: columnAliasesSchema.parse(shipped('ingest/data/aliases.json')),
    policy: policySchema.parse(shipped('domain/policy/policy.json')),
    rates: exchangeRatesSchema.parse(shipped('domain/policy/exchange-rates.json')),
    savedMapping: () => Promise.resolve(undefined),
  };
}

/** The use cases' context over a store, with what the product ships. */
export function contextOf(store: Store): AppContext {
  return { ...shippedTools(), store, person: 'owner', now: () => Date.now() };
}

/** To import a file as it is, with nothing said of its columns. */
export function plainRequest(contributors: ImportRequest['contributors']): ImportRequest {
  return { ingest: { map: {}, set: {} }, contributors, dryRun: false, strict: false };
}

/** Bytes in memory as a file, given in pieces. */
export function memorySource(content: string | Uint8Array, piece = 65_536, name = 'memory.csv'): ByteSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name,
    size: bytes.length,
    open: async function* () {
      await Promise.resolve();
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}
