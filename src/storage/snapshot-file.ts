import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';

/** Begins every snapshot file; the number rises when the header or what a snapshot holds changes. */
const MAGIC = Buffer.from('mwsnap01', 'latin1');
const DIGEST = 32;
/** A multiple of 8, so that typed arrays lie aligned and are read in place. */
const HEADER = MAGIC.length + 2 * DIGEST;

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** A snapshot as the parts of its file: a header of magic, digest of the key and digest of the payload; the payload. */
export function snapshotFile(key: string, snapshot: unknown): [Buffer, Buffer] {
  const payload = serialize(snapshot);
  return [Buffer.concat([MAGIC, sha256(key), sha256(payload)]), payload];
}

/**
 * What `snapshotFile` was given, its typed arrays views of the file's bytes; undefined where the file was cut short,
 * changed, or is another's.
 */
export function readSnapshotFile(key: string, file: Buffer): unknown {
  const payload = file.subarray(HEADER);
  const header = Buffer.concat([MAGIC, sha256(key), sha256(payload)]);
  return file.subarray(0, HEADER).equals(header) ? deserialize(payload) : undefined;
}
