import { createReadStream } from 'node:fs';
import type { ByteSource } from '../ingest/byte-source.js';

/** A file that has arrived whole; plain data, so that another thread can be told. */
export interface SpooledFile {
  readonly path: string;
  /** What it is called, in reports and messages. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

const PIECE = 1 << 18;

/** The bytes of a file; reading stops with the signal. */
export function spooledSource({ path, name, size }: SpooledFile, signal: AbortSignal): ByteSource {
  const open = (): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: PIECE, signal });
  return { name, size, open };
}
