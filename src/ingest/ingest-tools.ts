import type { Worker } from 'node:worker_threads';
import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { SavedMapping } from '../domain/ports.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnAliases } from './column-aliases.js';
import type { StageSpec } from './row-stage.js';

/** What an import needs beside the file. */
export interface IngestTools {
  readonly vocabulary: Vocabulary;
  /** The names by which columns are known: `src/ingest/data/aliases.json`. */
  readonly aliases: ColumnAliases;
  readonly policy: Policy;
  readonly rates: ExchangeRates;
  /** Opens a thread that runs `serveRowStage`; large files are read in it. Without it all is read in this one. */
  openThread?: ((spec: StageSpec) => Worker) | undefined;
  /** The mapping remembered for a header's fingerprint. */
  savedMapping(fingerprint: string): Promise<SavedMapping | undefined>;
}
