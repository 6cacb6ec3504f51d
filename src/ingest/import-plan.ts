import type { CsvField } from '../domain/entry.js';
import type { PayPeriod, TaxKind } from '../domain/offer.js';

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
  readonly period?: PayPeriod | undefined;
  readonly currency?: string | undefined;
  readonly tax?: TaxKind | undefined;
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
