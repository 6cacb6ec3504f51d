import { setImmediate as immediate } from 'node:timers/promises';
import { isMap, isSharedArrayBuffer } from 'node:util/types';

/** Bytes that are copied in a few milliseconds. */
const A_TURN = 2 ** 21;

type Kind = new (buffer: ArrayBufferLike) => ArrayBufferView;

interface Copy {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function withRoom(value: unknown, copies: Copy[]): unknown {
  if (typeof value !== 'object' || value === null || isMap(value)) return value;
  if (Array.isArray(value)) return value.map((inner) => withRoom(inner, copies));
  if (!ArrayBuffer.isView(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withRoom(inner, copies)]));
  }
  if (isSharedArrayBuffer(value.buffer)) return value;
  const shared = new (value.constructor as Kind)(new SharedArrayBuffer(value.byteLength));
  copies.push({ from: bytesOf(value), to: bytesOf(shared) });
  return shared;
}

/**
 * The same plain data, its typed arrays in memory that threads share: sent to another thread, those are not copied.
 * Those that lie in such memory already, and what is in maps, stay as they are. Others get their turn while it copies;
 * nobody may write to the data meanwhile.
 */
export async function inSharedMemory<Data>(data: Data): Promise<Data> {
  const copies: Copy[] = [];
  const shared = withRoom(data, copies) as Data;
  for (const { from, to } of copies) {
    for (let at = 0; at < from.length; at += A_TURN) {
      to.set(from.subarray(at, at + A_TURN), at);
      if (from.length > A_TURN) await immediate();
    }
  }
  return shared;
}
