import { isUtf8 } from 'node:buffer';
import type { CsvDialect } from './csv-dialect.js';
import { csvParser, type CsvParser } from './csv-parser.js';
import { brokenRow, damagedRow, LONGEST_ROW, raggedRow, type CsvRow } from './csv-row.js';
import { countOf, TextPlace } from './text-place.js';

/** Cuts text into rows, piece by piece. */
export interface CsvRows {
  /** The rows that end within the text pushed so far; blank lines are none. */
  push(text: Buffer): readonly CsvRow[];
  /** The rows that are left. */
  end(): readonly CsvRow[];
}

/** What a piece of text gave: rows, and the place and line of the row that it does not hold to its end. */
interface Cut {
  readonly rows: readonly CsvRow[];
  readonly rest: number;
  readonly line: number;
}

/** The rows of whole lines without any fault and without blank ones, else undefined: the quick way for most texts. */
function cleanRows(
  text: Buffer,
  line: number,
  width: number,
  parser: CsvParser,
  newline: string,
): Cut | undefined {
  const table = text.at(-1) === newline.charCodeAt(0) ? parser.table(text, width) : undefined;
  if (table === undefined) return undefined;
  const lines = countOf(text, newline);
  const oneLineEach = table.length === lines;
  let next = line;
  const rows = table.map((cells): CsvRow => {
    const row = { line: next, cells };
    next++;
    if (!oneLineEach) for (const cell of cells) next += countOf(cell, newline);
    return row;
  });
  return next === line + lines ? { rows, rest: text.length, line: next } : undefined;
}

/** A line by itself: quotes within its cells are taken as they are, if it then has the right number of cells. */
function lineAsRow(text: Buffer, line: number, width: number, parser: CsvParser): CsvRow {
  const { records, failure } = parser.records(text, true);
  const cells = records[0]?.cells;
  if (failure !== undefined || cells === undefined || records.length > 1) {
    return brokenRow(line, text.toString('utf8', 0, 1000).trimEnd(), text.length > LONGEST_ROW);
  }
  return cells.length === width ? { line, cells } : raggedRow(line, cells, width);
}

/**
 * Whether a row of the wrong width took in others by a quote that was never meant to open: its second line alone is a
 * row of the right width.
 */
function swallows(place: TextPlace, end: number, width: number, parser: CsvParser): boolean {
  const second = place.lineEnd(place.at);
  if (second >= end) return false;
  const { records } = parser.records(place.text.subarray(second, place.lineEnd(second)));
  return records[0]?.cells.length === width;
}

/** The rows of a text with faults. A row that cannot be parsed is one line; parsing goes on at the next. */
function carefulRows(place: TextPlace, width: number, parser: CsvParser, final: boolean): Cut {
  const rows: CsvRow[] = [];
  place.moveTo(0);
  while (place.at < place.text.length) {
    const base = place.at;
    const { records, failure } = parser.records(place.text.subarray(base));
    let swallowed = false;
    for (const { cells, end } of records) {
      const ragged = cells.length !== width;
      swallowed = ragged && swallows(place, base + end, width, parser);
      if (swallowed) break;
      rows.push(ragged ? raggedRow(place.line, cells, width) : { line: place.line, cells });
      place.moveTo(base + end);
    }
    const incomplete = failure === 'CSV_QUOTE_NOT_CLOSED' && !final;
    if (!swallowed && (failure === undefined || incomplete)) break;
    const end = place.lineEnd(place.at);
    rows.push(lineAsRow(place.text.subarray(place.at, end), place.line, width, parser));
    place.moveTo(end);
  }
  return { rows, rest: place.at, line: place.line };
}

class PiecewiseRows implements CsvRows {
  private readonly parser: CsvParser;
  private rest: Buffer = Buffer.alloc(0);
  /** How much text to wait for before a long row is tried again, so that trying costs no more than reading. */
  private enough = 0;
  /** Within a line that is too long, until it ends. */
  private skipping = false;

  constructor(
    private readonly dialect: CsvDialect,
    private readonly width: number,
    private line: number,
  ) {
    this.parser = csvParser(dialect);
  }

  push(text: Buffer): readonly CsvRow[] {
    this.rest = this.rest.length === 0 ? text : Buffer.concat([this.rest, text]);
    if (this.rest.length < this.enough) return [];
    const whole = this.rest.lastIndexOf(this.dialect.newline) + 1;
    if (whole === 0) return this.overlong();
    return this.cut(whole, false);
  }

  end(): readonly CsvRow[] {
    // What may have been the first half of a line's end is no row.
    if (this.rest.at(-1) === 13) this.rest = this.rest.subarray(0, -1);
    return this.cut(this.rest.length, true);
  }

  /** A line that is longer than any row may be is refused when that is known, and what is left of it passed over. */
  private overlong(): readonly CsvRow[] {
    if (this.rest.length <= LONGEST_ROW) return [];
    const text = this.rest.toString('utf8', 0, 1000);
    this.rest = Buffer.alloc(0);
    if (this.skipping) return [];
    this.skipping = true;
    return [brokenRow(this.line, text, true)];
  }

  private cut(length: number, final: boolean): readonly CsvRow[] {
    let text = this.rest.subarray(0, length);
    if (this.skipping) {
      const end = text.indexOf(this.dialect.newline);
      this.skipping = end < 0;
      this.line++;
      text = text.subarray(end < 0 ? text.length : end + 1);
    }
    const { rows, rest, line } = this.rowsOf(text, final);
    this.line = line;
    // A copy, so that a few bytes do not keep a whole piece of the file alive.
    this.rest = Buffer.concat([text.subarray(rest), this.rest.subarray(length)]);
    this.enough = rest === text.length ? 0 : 2 * this.rest.length;
    return rows;
  }

  private rowsOf(text: Buffer, final: boolean): Cut {
    const { parser, width, line, dialect } = this;
    const cut =
      cleanRows(text, line, width, parser, dialect.newline) ??
      carefulRows(new TextPlace(text, line, dialect.newline), width, parser, final);
    if (isUtf8(text)) return cut;
    const rows = cut.rows.map((row) =>
      row.cells.some((cell) => cell.includes('\ufffd')) ? damagedRow(row) : row,
    );
    return { ...cut, rows };
  }
}

/**
 * Cuts UTF-8 text into rows of `width` cells. Rows with another number of cells, with quotes that do not pair up, of
 * over 1 MB or with damaged bytes come with their problem; a faulty row never takes its neighbours with it. Memory is
 * bounded by the longest row and the largest piece.
 *
 * @param line the line of the first row
 */
export function csvRows(dialect: CsvDialect, width: number, line: number): CsvRows {
  return new PiecewiseRows(dialect, width, line);
}
