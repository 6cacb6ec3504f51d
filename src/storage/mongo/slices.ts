import type { Connection } from './connection.js';
import { HeldRows } from './held-rows.js';
import type { RowDocument } from './models.js';
import { idsOf } from './rows.js';

/** Bytes of rows that are held at a time, about. */
const BYTES_HELD = 384 * 2 ** 20;
const ROWS_AN_ANSWER = 2000;
const ROWS_A_SAMPLE = 1000;
const DIGITS = 4;
/** Comes after every hex digit. */
const LAST = 'g';

/** The fields of a row that are read besides its `_id`, which its key is read from. */
export type Projection = Readonly<Partial<Record<keyof RowDocument, 1>>>;

/** Which rows: those under a token, or those of all batches. */
type Filter = Readonly<Record<string, unknown>>;

/** `count` filters that split the rows under a token, or all, by their keys, each into about as many. */
function slicesOf(token: string | null, count: number): Filter[] {
  if (count === 1) return [token === null ? {} : { _id: idsOf(token) }];
  const bound = (i: number): string => {
    if (i === count) return (token ?? '') + LAST;
    const first = Math.round((i / count) * 16 ** DIGITS);
    return (token ?? '') + first.toString(16).padStart(DIGITS, '0');
  };
  const field = token === null ? 'key' : '_id';
  return Array.from({ length: count }, (_, i) => ({ [field]: { $gte: bound(i), $lt: bound(i + 1) } }));
}

/** In how many slices about `expected` rows are read, by the size of the first of them. */
async function countSlices(
  connection: Connection,
  token: string | null,
  expected: number,
  projection: Projection,
  bytesHeld: number,
): Promise<number> {
  if (expected <= ROWS_A_SAMPLE) return 1;
  const [filter] = slicesOf(token, 1) as [Filter];
  const sample = (await connection.attempt(() =>
    connection.raw.rows.find(filter, { projection, raw: true }).limit(ROWS_A_SAMPLE).toArray(),
  )) as unknown as Uint8Array[];
  const bytes = sample.reduce((sum, { length }) => sum + length, 0) / Math.max(1, sample.length);
  return Math.min(16 ** DIGITS, Math.max(1, Math.ceil((expected * bytes) / bytesHeld)));
}

/** All rows that a filter lets through; begins again when the connection is lost. */
async function readSlice<Row extends Pick<RowDocument, '_id' | 'key'>>(
  connection: Connection,
  filter: Filter,
  projection: Projection,
): Promise<HeldRows<Row>> {
  const start = () => connection.raw.rows.find(filter, { projection, batchSize: ROWS_AN_ANSWER, raw: true });
  let cursor = start();
  let held = new HeldRows<Row>();
  try {
    for (;;) {
      let tries = 0;
      const answer = await connection.attempt(async () => {
        if (tries++ > 0) [cursor, held] = [start(), new HeldRows<Row>()];
        return (await cursor.hasNext()) ? cursor.readBufferedDocuments() : [];
      });
      if (answer.length === 0) return held;
      held.add(answer as unknown as Uint8Array[]);
    }
  } finally {
    await cursor.close().catch(() => undefined);
  }
}

/**
 * The rows under a token, or (null) those of all batches, in key order, in chunks; those of a key stay together. They
 * are read as the server finds them fastest and put in order here: one without an index in that order would sort all of
 * them before it gives the first, and one without ranges in its indexes goes through all of them for every range.
 */
export async function* inOrder<Row extends Pick<RowDocument, '_id' | 'key'>>(
  connection: Connection,
  token: string | null,
  expected: number,
  projection: Projection,
  bytesHeld = BYTES_HELD,
): AsyncGenerator<Row[]> {
  const count = await countSlices(connection, token, expected, projection, bytesHeld);
  for (const filter of slicesOf(token, count)) {
    const held = await readSlice<Row>(connection, filter, projection);
    yield* held.inOrder();
  }
}
