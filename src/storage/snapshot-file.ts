import { createHash } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { aligned, putTogether, takeApart, type Frame } from './packed-arrays.js';

/** Begins every snapshot file; the number rises when the header or what a snapshot holds changes. */
const MAGIC = Buffer.from('mwsnap03', 'latin1');
const DIGEST = 32;
/** Of the number that tells the size of the frame. */
const SIZE = 8;
/** All of these are multiples of the alignment, so that typed arrays are read where they lie. */
const HEADER = MAGIC.length + 2 * DIGEST;

/** Bytes that are digested in a few milliseconds. */
const A_TURN = 2 ** 22;

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** Bytes, and as many zeros as it takes to the next multiple of the alignment. */
function padded(bytes: Uint8Array): Uint8Array[] {
  const missing = aligned(bytes.length) - bytes.length;
  return missing === 0 ? [bytes] : [bytes, new Uint8Array(missing)];
}

/**
 * A snapshot as the parts of its file: a header of magic, digest of the key and digest of the rest; the size of the
 * frame, the frame, the typed arrays as they are.
 */
export async function snapshotFile(key: string, snapshot: unknown): Promise<readonly Uint8Array[]> {
  const { frame, arrays } = takeApart(snapshot);
  const framed = serialize(frame);
  const size = Buffer.alloc(SIZE);
  size.writeDoubleLE(framed.length);
  const rest = [
    size,
    ...padded(framed),
    ...arrays.flatMap(({ buffer, byteOffset, byteLength }) =>
      padded(new Uint8Array(buffer, byteOffset, byteLength)),
    ),
  ];
  return [Buffer.concat([MAGIC, sha256(key), await digestOf(rest)]), ...rest];
}

/** The digest of parts that follow one another; others get their turn in between. */
async function digestOf(parts: readonly Uint8Array[]): Promise<Buffer> {
  const digest = createHash('sha256');
  for (const part of parts) {
    for (let from = 0; from < part.length; from += A_TURN) {
      digest.update(part.subarray(from, from + A_TURN));
      if (part.length > A_TURN) await immediate();
    }
  }
  return digest.digest();
}

/**
 * What `snapshotFile` was given, its typed arrays views of the file's bytes; undefined where the file was cut short,
 * changed, or is another's.
 *
 * @param file at a multiple of the alignment in its memory
 */
export function readSnapshotFile(key: string, file: Buffer): unknown {
  const rest = file.subarray(HEADER);
  const header = Buffer.concat([MAGIC, sha256(key), sha256(rest)]);
  if (!file.subarray(0, HEADER).equals(header)) return undefined;
  const size = rest.readDoubleLE(0);
  const frame = deserialize(rest.subarray(SIZE, SIZE + size)) as Frame;
  return putTogether(frame, rest.subarray(aligned(SIZE + size)));
}
