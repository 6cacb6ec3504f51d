/** How a text is cut into rows and cells. Cells may be quoted by `"`, doubled within. */
export interface CsvDialect {
  readonly delimiter: string;
  /** What ends a line: LF (a CR before it belongs to it), or CR alone as on old Macs. */
  readonly newline: '\n' | '\r';
}

/** CR ends lines only where there is no LF at all. */
export function newlineOf(sample: Buffer): CsvDialect['newline'] {
  return sample.includes(10) || !sample.includes(13) ? '\n' : '\r';
}
