import { isMap } from 'node:util/types';

const kinds = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array } as const;

type Kind = keyof typeof kinds;
type Kept = InstanceType<(typeof kinds)[Kind]>;

/** Where a typed array of taken-apart data lies. */
interface Place {
  readonly kind: Kind;
  readonly from: number;
  readonly length: number;
}

/** Data without its typed arrays, and where those lie. */
export interface Frame {
  readonly places: readonly Place[];
  readonly data: unknown;
}

/** In the place of a typed array: the key of an object that is none of the data's. */
const ARRAY = '\0array';
/** Typed arrays begin at multiples of this, so that they can be read where they lie. */
const ALIGNMENT = 8;

export const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function mapObject(value: object, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (isMap(value)) return new Map([...value].map(([name, inner]) => [name, map(inner)]));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner)]));
}

/**
 * Takes plain data apart into a frame and its typed arrays, which need not be copied to be written one after another.
 *
 * @param data of plain objects, lists, maps, texts, numbers and typed arrays
 */
export function takeApart(data: unknown): { readonly frame: Frame; readonly arrays: readonly Kept[] } {
  const arrays: Kept[] = [];
  const places: Place[] = [];
  let end = 0;
  const take = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (!ArrayBuffer.isView(value)) return mapObject(value, take);
    const array = value as Kept;
    places.push({ kind: array.constructor.name as Kind, from: end, length: array.length });
    end += aligned(array.byteLength);
    return { [ARRAY]: arrays.push(array) - 1 };
  };
  return { frame: { data: take(data), places }, arrays };
}

/** Puts data together again, its typed arrays views of `bytes`, which begin at a multiple of the alignment. */
export function putTogether({ data, places }: Frame, bytes: Uint8Array): unknown {
  const put = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const number = (value as Record<string, unknown>)[ARRAY];
    if (typeof number !== 'number') return mapObject(value, put);
    const { kind, from, length } = places[number]!;
    return new kinds[kind](bytes.buffer as ArrayBuffer, bytes.byteOffset + from, length);
  };
  return put(data);
}
