import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MarketWorthError } from '../core/errors.js';
import type { ByteSource } from '../ingest/csv-import.js';

const readable =
  (path: string): (() => AsyncIterable<Uint8Array>) =>
  () =>
    createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;

async function fileSource(path: string): Promise<ByteSource> {
  const found = await stat(path).catch((cause: unknown) => {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const message = missing
      ? `${path}: there is no such file. Check the path; it is relative to the folder you are in.`
      : `${path} cannot be read: ${(cause as Error).message}.`;
    throw new MarketWorthError(missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', message, {}, { cause });
  });
  if (found.isDirectory()) {
    throw new MarketWorthError(
      'FILE_UNREADABLE',
      `${path} is a folder. Name the CSV files in it, such as ${join(path, '*.csv')}.`,
    );
  }
  return { name: path, size: found.size, open: readable(path) };
}

/**
 * The bytes of the file at a path, or of standard input for `-`, which is kept in a temporary file so that it can be
 * read twice. `dispose` removes that file.
 */
export async function byteSource(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<{ source: ByteSource; dispose: () => Promise<void> }> {
  if (path !== '-') return { source: await fileSource(path), dispose: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'market-worth-'));
  const spool = join(folder, 'stdin.csv');
  await pipeline(Readable.from(stdin), createWriteStream(spool));
  const { size } = await stat(spool);
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { source: { name: 'standard input', size, open: readable(spool) }, dispose };
}
