import type { EvidenceTier } from '../domain/offer.js';
import type { SavedMapping } from '../domain/ports.js';

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
