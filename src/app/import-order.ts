import type { BatchStart } from '../domain/batch.js';
import type { IngestOptions } from '../ingest/ingest-options.js';
import type { SpooledFile } from './spooled-file.js';

/** What is asked of an import. */
export interface ImportTerms {
  readonly ingest: IngestOptions;
  readonly contributors: BatchStart['contributors'];
  /** Decide and count, but write nothing. */
  readonly dryRun: boolean;
  /** Refuse the whole file if any row would be quarantined or rejected. */
  readonly strict: boolean;
}

/** What a thread is to import, as plain data. */
export interface ImportOrder {
  readonly file: SpooledFile;
  readonly terms: ImportTerms;
  /** Who imports. */
  readonly person: string;
  /** Whether the rows that stay outside are to be told. */
  readonly tellsFindings: boolean;
}
