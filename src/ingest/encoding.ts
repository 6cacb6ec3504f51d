import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import { MarketWorthError } from '../core/errors.js';

/** Encodings of one byte a letter that are told apart, by the names of the detection library. */
const KNOWN: Readonly<Record<string, string>> = {
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-2': 'iso-8859-2',
  'ISO-8859-5': 'iso-8859-5',
  'KOI8-R': 'koi8-u',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  GB18030: 'gb18030',
  Big5: 'big5',
};

function byMark(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Text in UTF-16 without a mark: most letters of most texts have a zero byte, always on the same side. */
function byZeroBytes(head: Buffer): string | undefined {
  const sides = [0, 0];
  const length = Math.min(head.length, 4096);
  for (let i = 0; i < length; i++) if (head[i] === 0) sides[i % 2]!++;
  const most = length * 0.2;
  const least = length * 0.02;
  if (sides[1]! > most && sides[0]! < least) return 'utf-16le';
  return sides[0]! > most && sides[1]! < least ? 'utf-16be' : undefined;
}

/** Bytes up to the last whole letter, as far as UTF-8 goes: a sample may end within one. */
function wholeLetters(sample: Buffer): Buffer {
  let end = sample.length;
  while (end > 0 && end > sample.length - 4 && (sample[end - 1]! & 0xc0) === 0x80) end--;
  return end > 0 && sample[end - 1]! >= 0xc0 ? sample.subarray(0, end - 1) : sample;
}

/** The lines that are not plain ASCII, at most `limit` bytes of them: only they tell encodings apart. */
function tellingLines(sample: Buffer, limit: number): Buffer {
  const lines: Buffer[] = [];
  let length = 0;
  for (let start = 0; start < sample.length && length < limit;) {
    const newline = sample.indexOf(10, start);
    const end = newline < 0 ? sample.length : newline + 1;
    const line = sample.subarray(start, end);
    if (line.some((byte) => byte > 127)) {
      lines.push(line);
      length += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}

/**
 * The encoding of a text by its first bytes: by its byte-order mark, by the zero bytes of UTF-16, UTF-8 where the
 * bytes are valid in it, else the likeliest by the letters that occur; Windows-1252 where nothing is likely.
 *
 * @param whole whether the sample is all there is, so that a letter cut off at its end is damage
 */
export function detectEncoding(sample: Buffer, whole: boolean): string {
  const marked = byMark(sample) ?? byZeroBytes(sample);
  if (marked !== undefined) return marked;
  if (isUtf8(whole ? sample : wholeLetters(sample))) return 'utf-8';
  const likely = analyse(tellingLines(sample, 65_536)).find(({ name }) => KNOWN[name] !== undefined);
  return (likely && KNOWN[likely.name]) ?? 'windows-1252';
}

/**
 * The canonical name of an encoding as users write it (`latin1`, `cp1250`, `UTF8`). Fails with USAGE for one that is
 * not known.
 *
 * @example encodingNamed('latin1') // 'windows-1252'
 */
export function encodingNamed(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new MarketWorthError(
      'USAGE',
      `${label} is not an encoding that is known here. Expected one like utf-8, utf-16le, windows-1250, windows-1251, windows-1252 or iso-8859-2.`,
    );
  }
}
