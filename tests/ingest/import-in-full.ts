import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { exchangeRatesSchema } from '../../src/domain/policy.js';
import { entrySchema } from '../../src/domain/entry.js';
import type { Candidate, Finding } from '../../src/domain/ports.js';
import { columnAliasesSchema } from '../../src/ingest/column-aliases.js';
import {
  openCsvImport,
  type ByteSource,
  type ImportPlan,
  type IngestOptions,
  type IngestTools,
  type UnreadCells,
} from '../../src/ingest/csv-import.js';
import { policy } from '../domain/policy.js';
import { builtInVocabulary } from '../vocabulary/built-in.js';

const shipped = (path: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../../src', path), 'utf8'));

let shared: IngestTools | undefined;

/** What the product ships to import with. */
export function shippedTools(): IngestTools {
  return (shared ??= {
    vocabulary: builtInVocabulary(),
    aliases: columnAliasesSchema.parse(shipped('ingest/data/aliases.json')),
    policy,
    rates: exchangeRatesSchema.parse(shipped('domain/policy/exchange-rates.json')),
    savedMapping: () => Promise.resolve(undefined),
  });
}

/** A file on disk. */
export function fileSource(path: string): ByteSource {
  return { name: basename(path), size: statSync(path).size, open: () => createReadStream(path) };
}

/** Bytes in memory, given in pieces. */
export function memorySource(content: string | Uint8Array, piece = 65_536, name = 'memory.csv'): ByteSource {
  const bytes = Buffer.from(content as Uint8Array);
  return {
    name,
    size: bytes.length,
    open: async function* () {
      await Promise.resolve();
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

/** A whole import, to its end. */
export interface Imported {
  readonly plan: ImportPlan;
  readonly candidates: readonly Candidate[];
  readonly findings: readonly Finding[];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly unread: readonly UnreadCells[];
}

export function counted(imported: Imported, fate: Finding['fate']): number {
  return imported.findings.filter((finding) => finding.fate === fate).length;
}

/** Imports a file in full. Every entry must fit the schema, and every row must have one fate. */
export async function importInFull(
  source: ByteSource,
  options: Partial<IngestOptions> = {},
  tools: IngestTools = shippedTools(),
): Promise<Imported> {
  const opened = await openCsvImport(source, { map: {}, set: {}, ...options }, tools);
  const candidates: Candidate[] = [];
  const findings: Finding[] = [];
  let rows = 0;
  let bytes = 0;
  for await (const chunk of opened.rows()) {
    candidates.push(...chunk.candidates);
    findings.push(...chunk.findings);
    ({ rows, bytes } = chunk);
  }
  if (candidates.length + findings.length !== rows) {
    throw new Error(`${rows} rows, but ${candidates.length} candidates and ${findings.length} findings`);
  }
  for (const { entry } of candidates) entrySchema.parse(entry);
  const { plan } = opened;
  return { plan, candidates, findings, rows, bytes, sha256: opened.sha256(), unread: opened.unread() };
}
