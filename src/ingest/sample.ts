import { type ByteSource } from './byte-source.js';
import { newlineOf } from './csv-dialect.js';
import { detectEncoding, encodingNamed } from './encoding.js';
import { inflated, isGzip } from './inflate.js';
import { MarketWorthError } from '../core/errors.js';
import { refuseNotText } from './not-text.js';
import { utf8Decoder } from './utf8-text.js';

/** How much of a file decisions rest on: 50,000 lines, or 32 MB where lines are long. */
const LINES = 50_000;
const BYTES = 32 * 1024 * 1024;

/** The beginning of a file as UTF-8 text of whole lines. */
export interface Sample {
  readonly text: Buffer;
  readonly encoding: string;
  readonly gzip: boolean;
  /** Whether it is the whole file. */
  readonly whole: boolean;
}

function linesIn(chunk: Uint8Array): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  return lines;
}

async function firstBytes(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Buffer; readonly whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let lines = 0;
  let whole = true;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    length += chunk.length;
    lines += linesIn(chunk);
    if (lines > LINES || length > BYTES) {
      whole = false;
      break;
    }
  }
  return { head: Buffer.concat(chunks), whole };
}

function decoded(head: Buffer, encoding: string, whole: boolean): Buffer {
  const decoder = utf8Decoder(encoding);
  const [most, last] = [decoder.write(head), decoder.end()];
  const text = last.length === 0 ? most : Buffer.concat([most, last]);
  const lastLine = text.lastIndexOf(newlineOf(text)) + 1;
  return whole || lastLine === 0 ? text : text.subarray(0, lastLine);
}

/**
 * Reads the beginning of a file. Fails with FILE_EMPTY, FILE_NOT_TEXT, FILE_UNREADABLE for a damaged gzip, USAGE for an
 * unknown encoding.
 */
export async function readSample(source: ByteSource, encoding: string | undefined): Promise<Sample> {
  let gzip = false;
  async function* watched(): AsyncGenerator<Uint8Array> {
    let first = true;
    for await (const chunk of source.open()) {
      if (first) gzip = isGzip(chunk);
      first = false;
      yield chunk;
    }
  }
  const stated = encoding === undefined ? undefined : encodingNamed(encoding);
  const { head, whole } = await firstBytes(inflated(watched(), source.name));
  const name = stated ?? detectEncoding(head, whole);
  const text = decoded(head, name, whole);
  refuseNotText(text, head, source.name);
  if (text.every((byte) => byte <= 32)) {
    throw new MarketWorthError(
      'FILE_EMPTY',
      `${source.name} is empty. Expected a header line and rows below it.`,
    );
  }
  return { text, encoding: name, gzip, whole };
}
