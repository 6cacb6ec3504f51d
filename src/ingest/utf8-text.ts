/** Drops NUL bytes, which no cell means; most chunks have none. */
function withoutZeros(chunk: Buffer): Buffer {
  return chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk;
}

const MARK = Buffer.from('\ufeff');

/** Turns the bytes of a text, piece by piece, to UTF-8. */
export interface Utf8Decoder {
  write(chunk: Uint8Array): Buffer;
  end(): Buffer;
}

function utf8AsItIs(): Utf8Decoder {
  let head = Buffer.alloc(0);
  let begun = false;
  return {
    write(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      if (begun) return withoutZeros(bytes);
      head = Buffer.concat([head, bytes]);
      if (head.length < MARK.length) return Buffer.alloc(0);
      begun = true;
      return withoutZeros(head.subarray(head.indexOf(MARK) === 0 ? MARK.length : 0));
    },
    end: () => (begun ? Buffer.alloc(0) : withoutZeros(head)),
  };
}

/**
 * A decoder from an encoding to UTF-8. The byte-order mark and NULs are dropped; bytes that are no letter in the
 * encoding become U+FFFD, but for those of UTF-8, which pass as they are.
 */
export function utf8Decoder(encoding: string): Utf8Decoder {
  if (encoding === 'utf-8') return utf8AsItIs();
  const decoder = new TextDecoder(encoding);
  return {
    write: (chunk) => withoutZeros(Buffer.from(decoder.decode(chunk, { stream: true }))),
    end: () => withoutZeros(Buffer.from(decoder.decode())),
  };
}
