import type { CsvField } from '../domain/entry.js';
import type { EvidenceTier } from '../domain/offer.js';
import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { Candidate, Finding, SavedMapping } from '../domain/ports.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnAliases } from './column-aliases.js';

/** A file's bytes, which can be read more than once; whoever offers a pipe spools it first. */
export interface ByteSource {
  readonly name: string;
  /** In bytes, where it is known. */
  readonly size?: number;
  open(): AsyncIterable<Uint8Array>;
}

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
  /** The mapping remembered for a header's fingerprint. */
  savedMapping(fingerprint: string): Promise<SavedMapping | undefined>;
}

/** How the bytes were understood. */
export interface Dialect {
  readonly encoding: string;
  readonly gzip: boolean;
  readonly delimiter: string;
  /** The header's line, from 1; lines before it are a preamble. */
  readonly headerRow: number;
}

/** A column that feeds a field, and how its cells are read. */
export interface PlannedColumn {
  readonly column: string;
  readonly field: CsvField;
  /** Why the column was taken. */
  readonly by: 'map' | 'saved mapping' | 'alias';
  /** The first values that are not empty, at most 3. */
  readonly samples: readonly string[];
  /** Columns of numbers: the decimal sign that was decided on. */
  readonly decimal?: '.' | ',' | undefined;
  /** Columns of dates: the order that was decided on. */
  readonly dateFormat?: 'ymd' | 'mdy' | 'dmy' | undefined;
  /** What the header's words say of the column's pay, e.g. "Monthly salary (gross, in EUR)". */
  readonly period?: string | undefined;
  readonly currency?: string | undefined;
  readonly tax?: string | undefined;
}

/** What an import would do with the columns of a file, decided on its first 50,000 rows before any row is taken. */
export interface ImportPlan {
  readonly source: string;
  readonly fingerprint: string;
  /** All columns in the file's order; a repeated name has a suffix, a nameless column is `column N`. */
  readonly columns: readonly string[];
  /** Field to the columns that feed it. */
  readonly mapping: Readonly<Record<string, readonly string[]>>;
  readonly set: Readonly<Record<string, string>>;
  readonly mapped: readonly PlannedColumn[];
  /** Columns that feed no field. */
  readonly extra: readonly string[];
  /** Fields that imports usually have and this one lacks. */
  readonly missing: readonly CsvField[];
  readonly dialect: Dialect;
  readonly duplicates: { readonly policy: 'keep' | 'drop'; readonly why: string };
  /** What the user should know before going on, e.g. two columns of one meaning. */
  readonly notes: readonly string[];
}

/** A part of the rows, in the order of the file. */
export interface IngestChunk {
  readonly candidates: readonly Candidate[];
  readonly findings: readonly Finding[];
  /** Rows read so far, of the whole file. */
  readonly rows: number;
  /** Bytes of the file read so far, before decompression. */
  readonly bytes: number;
}

export interface CsvImport {
  readonly plan: ImportPlan;
  /** Every row once: as a candidate or in a finding. */
  rows(): AsyncIterable<IngestChunk>;
  /** Of the file's bytes as they are; known once `rows()` came to its end. */
  sha256(): string;
}
