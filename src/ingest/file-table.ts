import { hash } from 'node:crypto';
import { MarketWorthError } from '../core/errors.js';
import { csvFields } from '../domain/entry.js';
import { foldKey } from '../vocabulary/fold.js';
import { memoised } from '../vocabulary/memo.js';
import type { ByteSource } from './byte-source.js';
import { columnNames } from './column-names.js';
import type { ColumnMatcher } from './column-matches.js';
import { csvRows, type CsvRows } from './csv-rows.js';
import type { CsvRow } from './csv-row.js';
import { unguarded } from './csv-write.js';
import type { IngestOptions } from './ingest-options.js';
import { detectLayout, type Layout } from './layout.js';
import { rejectColumns } from './rejects-file.js';
import { readSample, type Sample } from './sample.js';

/** What cutting a file's text into rows needs to know. */
export interface TableShape {
  readonly layout: Layout;
  /** The names of its columns, without those that a rejects file adds. */
  readonly columns: readonly string[];
  /** Whether this program wrote it, so that its cells may be guarded against spreadsheets. */
  readonly own: boolean;
}

/** A file's table, as far as its beginning shows it. */
export interface FileTable extends TableShape {
  readonly sample: Sample;
  /** The same for files with the same columns in any order. */
  readonly fingerprint: string;
}

const PIECE = 4096;

function withoutRejectColumns(header: readonly string[]): readonly string[] | undefined {
  const kept = header.length - rejectColumns.length;
  return rejectColumns.every((name, i) => header[kept + i] === name) ? header.slice(0, kept) : undefined;
}

function fingerprintOf(columns: readonly string[]): string {
  return hash('sha256', JSON.stringify([...columns].sort()), 'hex').slice(0, 32);
}

/**
 * Reads a file's beginning and finds the table in it. Fails with FILE_EMPTY, FILE_NOT_TEXT, FILE_UNREADABLE,
 * HEADER_INVALID or USAGE.
 */
export async function openTable(
  source: ByteSource,
  options: IngestOptions,
  matcher: ColumnMatcher,
): Promise<FileTable> {
  const sample = await readSample(source, options.encoding);
  const stated = [...Object.values(options.map), ...Object.values(options.saved?.mapping ?? {})].flat();
  const names = new Set(stated.map(foldKey));
  const isKnown = memoised((name) => (names.has(foldKey(name)) || matcher(name).length > 0 ? 'yes' : 'no'));
  const layout = detectLayout(sample.text, options, (name) => isKnown(name) === 'yes', source.name);
  const rejects = withoutRejectColumns(layout.header);
  const columns = columnNames(rejects?.map(unguarded) ?? layout.header);
  const own =
    rejects !== undefined || columns.every((name) => (csvFields as readonly string[]).includes(name));
  return { sample, layout, columns, fingerprint: fingerprintOf(columns), own };
}

/** Cuts text below the header into rows; cells of a file of our own are as they were before they were guarded. */
export function tableRows({ layout, columns, own }: TableShape): CsvRows {
  const rows = csvRows(layout.dialect, layout.header.length, layout.line);
  if (!own) return rows;
  const isLonger = layout.header.length > columns.length;
  const plain = (row: CsvRow): CsvRow => {
    const cells = isLonger ? row.cells.slice(0, columns.length) : row.cells;
    const isGuarded = cells.some((cell) => cell.startsWith("'"));
    return isLonger || isGuarded ? { ...row, cells: cells.map(unguarded) } : row;
  };
  return { push: (text) => rows.push(text).map(plain), end: () => rows.end().map(plain) };
}

/** The rows of the sample, in pieces. Fails with FILE_EMPTY where there are none. */
export function* sampleRows(table: FileTable, name: string): Generator<readonly CsvRow[]> {
  const rows = tableRows(table);
  const { text, whole } = table.sample;
  let found = 0;
  for (let at = table.layout.start; at < text.length; at += PIECE) {
    const piece = rows.push(text.subarray(at, at + PIECE));
    found += piece.length;
    yield piece;
  }
  const last = whole ? rows.end() : [];
  if (whole && found + last.length === 0) {
    throw new MarketWorthError(
      'FILE_EMPTY',
      `${name} holds a header and no rows. Expected at least one row below line ${table.layout.headerRow}.`,
    );
  }
  yield last;
}
