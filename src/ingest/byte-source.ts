import { createHash } from 'node:crypto';

/** A file's bytes, which can be read more than once; whoever offers a pipe spools it first. */
export interface ByteSource {
  readonly name: string;
  /** In bytes, where it is known. */
  readonly size?: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A reading of a source that counts its bytes and fingerprints them as they pass. */
export interface MeteredBytes extends AsyncIterable<Uint8Array> {
  /** Bytes passed so far. */
  bytes(): number;
  /** The SHA-256 of all bytes in hex; once, after the end. */
  sha256(): string;
}

/** Opens a source with a meter on it. */
export function metered(source: ByteSource): MeteredBytes {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    bytes: () => bytes,
    sha256: () => hash.digest('hex'),
    async *[Symbol.asyncIterator]() {
      for await (const chunk of source.open()) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
  };
}
