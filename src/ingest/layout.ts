import { MarketWorthError } from '../core/errors.js';
import { newlineOf, type CsvDialect } from './csv-dialect.js';
import { csvParser, type CsvParser } from './csv-parser.js';
import { TextPlace } from './text-place.js';

/** Where the table is in a text: its dialect, its header, and where its rows begin. */
export interface Layout {
  readonly dialect: CsvDialect;
  readonly header: readonly string[];
  /** The header's line, from 1. */
  readonly headerRow: number;
  /** Where the first row begins, in bytes of the text and as a line. */
  readonly start: number;
  readonly line: number;
}

/** What the user states of it. */
export interface StatedLayout {
  readonly delimiter?: string | undefined;
  readonly headerRow?: number | undefined;
}

interface Scanned {
  readonly cells: readonly string[];
  readonly line: number;
  readonly end: number;
  readonly nextLine: number;
}

interface Candidate extends Layout {
  /** How many header cells are known names. */
  readonly known: number;
  /** How well the rows below agree with the header on many columns. */
  readonly agreement: number;
}

const DELIMITERS = [',', ';', '\t', '|'];
const HEAD_BYTES = 262_144;
const HEAD_ROWS = 300;
const HEADER_WITHIN = 60;

/** The first records of a text, faults and all. */
function scan(text: Buffer, from: TextPlace, parser: CsvParser): Scanned[] {
  const place = from;
  const found: Scanned[] = [];
  place.moveTo(place.at);
  while (place.at < text.length && found.length < HEAD_ROWS) {
    const base = place.at;
    const { records, failure } = parser.records(text.subarray(base), true);
    const keep = (cells: readonly string[], end: number): void => {
      const { line } = place;
      place.moveTo(end);
      found.push({ cells, line, end: place.at, nextLine: place.line });
    };
    for (const { cells, end } of records) keep(cells, base + end);
    if (failure === undefined) break;
    const end = place.lineEnd(place.at);
    keep([text.toString('utf8', place.at, Math.min(end, place.at + 1000))], end);
  }
  return found;
}

function commonest(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0])[0];
}

/**
 * The place of the header among the first records: the row with the most known names, two at least, for one may be
 * chance; else the first row that is as wide as most and mostly filled.
 */
function headerAt(rows: readonly Scanned[], knownIn: (cells: readonly string[]) => number): number {
  let best = -1;
  let most = 1;
  for (const [i, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const known = knownIn(cells);
    if (known > most) [best, most] = [i, known];
  }
  if (best >= 0) return best;
  const width = commonest(rows.map(({ cells }) => cells.length));
  const full = ({ cells }: Scanned): boolean =>
    cells.length >= width && cells.filter((cell) => cell.trim() !== '').length * 2 > cells.length;
  return Math.max(0, rows.findIndex(full));
}

function candidate(
  text: Buffer,
  dialect: CsvDialect,
  stated: StatedLayout,
  isKnown: (name: string) => boolean,
): Candidate | undefined {
  const place = new TextPlace(text, 1, dialect.newline);
  while (place.line < (stated.headerRow ?? 1) && place.at < text.length) place.step();
  const rows = scan(text, place, csvParser(dialect));
  const knownIn = (cells: readonly string[]): number => new Set(cells.filter(isKnown)).size;
  const header = rows[stated.headerRow === undefined ? headerAt(rows, knownIn) : 0];
  if (!header) return undefined;
  const below = rows.slice(rows.indexOf(header) + 1);
  const width = header.cells.length;
  const agreeing = below.filter(({ cells }) => cells.length === width).length;
  return {
    dialect,
    header: header.cells,
    headerRow: header.line,
    start: header.end,
    line: header.nextLine,
    known: knownIn(header.cells),
    agreement: (below.length === 0 ? 1 : agreeing / below.length) * Math.log2(width),
  };
}

function statedDelimiter(stated: string): string {
  const delimiter = { tab: '\t', '\\t': '\t' }[stated.toLowerCase()] ?? stated;
  if (delimiter.length === 1 && !/["\r\n]/.test(delimiter)) return delimiter;
  throw new MarketWorthError('USAGE', `--delimiter ${stated}: expected one character, or \`tab\`.`);
}

function refuseHeader(found: Layout, known: number, name: string): void {
  const named = found.header.filter((cell) => cell.trim() !== '');
  const figures = named.filter(
    (cell) => cell.length <= 40 && /^[\p{Sc}\s\d.,:/+-]*\d[\p{Sc}\s\d.,:/+%-]*$/u.test(cell),
  );
  if (named.length > 0 && (known > 0 || figures.length * 2 <= named.length)) return;
  throw new MarketWorthError(
    'HEADER_INVALID',
    `${name}: line ${found.headerRow} was taken for the header, but ${named.length === 0 ? 'is empty' : `holds figures (${figures.slice(0, 3).join(', ')})`}. Expected the names of the columns; add a header line, or state --header-row.`,
  );
}

/**
 * Finds the table in the beginning of a text: the delimiter of `, ; tab |` and the header line under which most names
 * are known and most rows agree on many columns. Fails with HEADER_INVALID where the header is empty or holds figures,
 * and with USAGE for a stated delimiter that is none.
 *
 * @param isKnown whether a header cell names something that can be imported
 */
export function detectLayout(
  text: Buffer,
  stated: StatedLayout,
  isKnown: (name: string) => boolean,
  name: string,
): Layout {
  const newline = newlineOf(text);
  const lastLine = text.lastIndexOf(newline, HEAD_BYTES) + 1;
  const head = text.length <= HEAD_BYTES || lastLine === 0 ? text : text.subarray(0, lastLine);
  const delimiters = stated.delimiter === undefined ? DELIMITERS : [statedDelimiter(stated.delimiter)];
  const found = delimiters.flatMap(
    (delimiter) => candidate(head, { delimiter, newline }, stated, isKnown) ?? [],
  );
  const best = found.reduce<Candidate | undefined>((lead, next) => {
    const better = lead && (next.known - lead.known || next.agreement - lead.agreement);
    return better === undefined || better > 0 ? next : lead;
  }, undefined);
  if (!best) {
    throw new MarketWorthError(
      'HEADER_INVALID',
      `${name} has no line ${stated.headerRow ?? 1} to take for the header. Expected the names of the columns there.`,
    );
  }
  refuseHeader(best, best.known, name);
  return best;
}
