import type { Connection } from './connection.js';
import type { RowDocument } from './models.js';

/** Rows that are held in memory at a time. */
const ROWS_A_SLICE = 100_000;
const ROWS_AN_ANSWER = 2000;
const ROWS_A_CHUNK = 1000;
const DIGITS = 4;
const LAST = 'g';

/** The bounds of `count` slices of what begins with `prefix` and goes on with a digest in hex: each about as large. */
function boundsOf(prefix: string, count: number): { $gte: string; $lt: string }[] {
  const bound = (i: number): string => {
    const first = Math.round((i / count) * 16 ** DIGITS);
    return prefix + first.toString(16).padStart(DIGITS, '0');
  };
  return Array.from({ length: count }, (_, i) => ({
    $gte: i === 0 ? prefix : bound(i),
    $lt: i === count - 1 ? prefix + LAST : bound(i + 1),
  }));
}

/** All rows between bounds; begins again when the connection is lost. */
async function readSlice<Row extends Pick<RowDocument, '_id'>>(
  connection: Connection,
  filter: Readonly<Record<string, unknown>>,
  projection: Readonly<Record<string, number>>,
): Promise<Row[]> {
  const start = () => connection.raw.rows.find<Row>(filter, { projection, batchSize: ROWS_AN_ANSWER });
  let cursor = start();
  let rows: Row[] = [];
  try {
    for (;;) {
      let tries = 0;
      const answer = await connection.attempt(async () => {
        if (tries++ > 0) [cursor, rows] = [start(), []];
        return (await cursor.hasNext()) ? cursor.readBufferedDocuments() : [];
      });
      if (answer.length === 0) return rows;
      for (const row of answer) rows.push(row);
    }
  } finally {
    await cursor.close().catch(() => undefined);
  }
}

/**
 * Rows whose `_id` or key begins with `prefix`, in that order, in chunks. They are read slice by slice and put in order
 * here: a server without an index in that order would sort all of them before it gives the first.
 */
export async function* inOrder<Row extends Pick<RowDocument, '_id' | 'key'>>(
  connection: Connection,
  field: '_id' | 'key',
  prefix: string,
  expected: number,
  projection: Readonly<Record<string, number>>,
): AsyncGenerator<Row[]> {
  const count = Math.min(16 ** DIGITS, Math.max(1, Math.ceil(expected / ROWS_A_SLICE)));
  for (const bounds of boundsOf(prefix, count)) {
    const rows = await readSlice<Row>(connection, { [field]: bounds }, projection);
    rows.sort((a, b) => (a[field] < b[field] ? -1 : 1));
    for (let from = 0, to: number; from < rows.length; from = to) {
      // The versions of a key stay together.
      for (to = Math.min(from + ROWS_A_CHUNK, rows.length); to < rows.length; to++) {
        if (rows[to]!.key !== rows[to - 1]!.key) break;
      }
      yield rows.slice(from, to);
    }
  }
}
