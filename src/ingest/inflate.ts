import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MarketWorthError } from '../core/errors.js';

/** Whether bytes begin as gzip does. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* rejoined(
  head: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // A failure of any part reaches the loop below through `gunzip`, which pipeline destroys with it.
  pipeline(Readable.from(bytes), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw error;
    throw new MarketWorthError(
      'FILE_UNREADABLE',
      `${name} is a gzip file that is damaged or cut short. Compress it again, or import the uncompressed file.`,
      {},
      { cause: error },
    );
  }
}

/**
 * The bytes of a file, decompressed where they begin as gzip does. Fails with FILE_UNREADABLE where the gzip is
 * damaged or ends too soon.
 */
export async function* inflated(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  const whole = rejoined(head, chunks);
  yield* isGzip(Buffer.concat(head)) ? gunzipped(whole, name) : whole;
}
