import type { Worker } from 'node:worker_threads';
import type { EvidenceTier } from '../domain/offer.js';
import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { SavedMapping } from '../domain/ports.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnAliases } from './column-aliases.js';
import type { StageSpec } from './row-stage.js';

/** What the user said about a file; whatever is left out is detected, and said in the plan. */
export interface IngestOptions {
  /** Field to the columns that feed it; beats aliases and a saved mapping. */
  readonly map: Readonly<Record<string, readonly string[]>>;
  /** Field to the value it has in every row that does not say otherwise. */
  readonly set: Readonly<Record<string, string>>;
  readonly source?: string | undefined;
  readonly saved?: SavedMapping | undefined;
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
  readonly decimal?: '.' | ',' | undefined;
  readonly dateFormat?: 'ymd' | 'mdy' | 'dmy' | undefined;
  /** The header's line, from 1. */
  readonly headerRow?: number | undefined;
  readonly evidenceTier?: EvidenceTier | undefined;
  readonly duplicates?: 'keep' | 'drop' | undefined;
}

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
