import type { Worker } from 'node:worker_threads';
import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { Store } from '../domain/ports.js';
import type { ReleasePreset } from '../domain/release.js';
import type { ColumnAliases } from '../ingest/column-aliases.js';
import type { IngestTools } from '../ingest/ingest-tools.js';
import type { FitInput } from '../market/fitted-pool.js';
import type { PremiumInput } from '../market/skills/skill-premiums.js';
import type { MarketSnapshot } from '../market/market-snapshot.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ImportOrder } from './import-order.js';
import type { AnswerThreadsOptions } from './answer-threads.js';

/** Keeps derived state from one process to the next; what it cannot give back whole, it has not. Never fails. */
export interface SnapshotCache {
  /** Digest of all code and data that derived state follows from, beside the store. */
  readonly rules: string;
  load(key: string): Promise<MarketSnapshot | undefined>;
  save(key: string, snapshot: MarketSnapshot): Promise<void>;
}

/** What the use cases work with; the composition root fills it. */
export interface AppContext {
  readonly store: Store;
  readonly vocabulary: Vocabulary;
  readonly aliases: ColumnAliases;
  readonly policy: Policy;
  readonly rates: ExchangeRates;
  /** Opens a thread that reads the rows of a large file. */
  readonly openThread?: IngestTools['openThread'];
  /** Opens a thread that imports a file into the store. */
  readonly openImportThread?: (order: ImportOrder) => Worker;
  /** Opens a thread that fits a pay model. */
  readonly openFitThread?: (input: FitInput) => Worker;
  /** Opens a thread that makes the store's release. */
  readonly openReleaseThread?: (preset: ReleasePreset) => Worker;
  /** Opens a thread that learns the premiums of skills. */
  readonly openPremiumThread?: (input: PremiumInput) => Worker;
  /** Threads that answer questions. */
  readonly answerThreads?: AnswerThreadsOptions;
  /** Without one, every process derives anew. */
  readonly snapshots?: SnapshotCache;
  /** Who is asking; on a personal store its owner. */
  readonly person: string;
  /** The present, in milliseconds since 1970. */
  readonly now: () => number;
}
