import { CsvError, parse, type Options } from 'csv-parse/sync';
import type { CsvDialect } from './csv-dialect.js';
import { LONGEST_ROW } from './csv-row.js';

/** A record as the parser sees it, and where it ends in its text, in bytes. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly end: number;
}

/** The records of a text up to its end or up to the first that cannot be parsed, and why that one cannot. */
export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  readonly failure: string | undefined;
}

/** csv-parse, set up for one dialect. Blank lines are no records. */
export interface CsvParser {
  /** The cells of all records, where every record has `width` cells and no fault; else undefined. */
  table(text: Buffer, width: number): string[][] | undefined;
  /** The records of any width; `relaxed` takes quotes within a cell as they are. */
  records(text: Buffer, relaxed?: boolean): CsvRecords;
}

function optionsOf({ delimiter, newline }: CsvDialect): Options {
  return {
    delimiter,
    record_delimiter: newline === '\n' ? ['\r\n', '\n'] : ['\r'],
    max_record_size: LONGEST_ROW,
    skip_empty_lines: true,
  };
}

/** An empty record, from which the parser learns how many cells to expect. */
function emptyRecord({ delimiter, newline }: CsvDialect, width: number): Buffer {
  return Buffer.from((width === 1 ? '""' : delimiter.repeat(width - 1)) + newline);
}

function table(text: Buffer, header: Buffer, options: Options): string[][] | undefined {
  try {
    const found = parse(Buffer.concat([header, text]), options);
    found.shift();
    return found;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function records(text: Buffer, options: Options): CsvRecords {
  const found: CsvRecord[] = [];
  const keep = (cells: readonly string[], end: number): void => {
    found.push({ cells, end });
  };
  try {
    parse(text, {
      ...options,
      on_record: (cells: string[], { bytes }) => {
        keep(cells, bytes);
        return null;
      },
      // A record of another width than the first is found here, whole, and parsing can go on; not so other faults.
      skip_records_with_error: true,
      on_skip: (error) => {
        if (error?.code !== 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') throw error ?? new Error('no reason');
        keep(error['record'] as string[], error['bytes'] as number);
        return undefined;
      },
    });
    return { records: found, failure: undefined };
  } catch (error) {
    if (error instanceof CsvError) return { records: found, failure: error.code };
    throw error;
  }
}

export function csvParser(dialect: CsvDialect): CsvParser {
  const options = optionsOf(dialect);
  const headers = new Map<number, Buffer>();
  return {
    table(text, width) {
      const header = headers.get(width) ?? emptyRecord(dialect, width);
      headers.set(width, header);
      return table(text, header, options);
    },
    records: (text, relaxed = false) => records(text, { ...options, relax_quotes: relaxed }),
  };
}
