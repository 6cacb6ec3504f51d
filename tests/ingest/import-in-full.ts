import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { shippedTools } from '../../scripts/prove/ingest-tools.js';
import { entrySchema } from '../../src/domain/entry.js';
import type { Candidate, Finding } from '../../src/domain/ports.js';
import {
  openCsvImport,
  type ByteSource,
  type ImportPlan,
  type IngestOptions,
  type IngestTools,
  type UnreadCells,
} from '../../src/ingest/csv-import.js';

export { memorySource } from '../../scripts/prove/ingest-tools.js';

let shared: IngestTools | undefined;

/** What the product ships to import with, read once a test file. */
export function tools(): IngestTools {
  return (shared ??= shippedTools());
}

/** A file on disk. */
export function fileSource(path: string): ByteSource {
  return { name: basename(path), size: statSync(path).size, open: () => createReadStream(path) };
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
  given: IngestTools = tools(),
): Promise<Imported> {
  const opened = await openCsvImport(source, { map: {}, set: {}, ...options }, given);
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
