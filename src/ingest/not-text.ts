import { MarketWorthError } from '../core/errors.js';

const MAGIC: readonly (readonly [string, string])[] = [
  ['504b0304', 'an Excel workbook or another zip archive'],
  ['504b0506', 'a zip archive'],
  ['d0cf11e0', 'an old Excel workbook or another Office file'],
  ['255044462d', 'a PDF'],
  ['5041523115', 'a Parquet file'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['474946383', 'a picture'],
  ['1f8b', 'a gzip file within a gzip file'],
  ['28b52ffd', 'a zstd archive'],
  ['fd377a585a', 'an xz archive'],
  ['377abcaf', 'a 7z archive'],
  ['425a6839314159', 'a bzip2 archive'],
  ['7f454c46', 'a program'],
];

/** Control signs that no text needs; a few may have slipped into one. */
function isControl(byte: number): boolean {
  return byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27;
}

/**
 * Refuses bytes that are no text, by the signs that known formats begin with or by their share of control signs (1 %,
 * two at least). Fails with FILE_NOT_TEXT.
 *
 * @param sample the first bytes as UTF-8
 * @param head the first bytes as they stood in the file
 */
export function refuseNotText(sample: Buffer, head: Buffer, name: string): void {
  const start = head.toString('hex', 0, 16);
  const known = MAGIC.find(([magic]) => start.startsWith(magic))?.[1];
  let controls = 0;
  for (const byte of sample) if (isControl(byte)) controls++;
  if (known === undefined && controls <= 2 + sample.length / 100) return;
  throw new MarketWorthError(
    'FILE_NOT_TEXT',
    `${name} is ${known ?? 'no text'}. Expected a CSV text; export or save the table as CSV and import that.`,
  );
}
