import type { Batch, BatchStart, FateCounts } from '../../domain/batch.js';
import type { Finding } from '../../domain/ports.js';
import type { Connection } from './connection.js';

interface BatchRow {
  readonly id: number;
  readonly undone: number | null;
  readonly body: string;
}

function batchOf({ id, undone, body }: BatchRow): Batch {
  return { ...(JSON.parse(body) as Omit<Batch, 'id' | 'undone'>), id, undone };
}

/** Committed batches, the oldest first. */
export async function readBatches(connection: Connection): Promise<Batch[]> {
  const rows = await connection.all('select id, undone, body from batch order by id');
  return (rows as BatchRow[]).map(batchOf);
}

/** One batch, or undefined. */
export async function readBatch(connection: Connection, id: number): Promise<Batch | undefined> {
  const row = await connection.get('select id, undone, body from batch where id = ?', [id]);
  return row === undefined ? undefined : batchOf(row as BatchRow);
}

/** Writes a batch and the findings that are staged on the connection, inside an open transaction. */
export async function writeBatch(
  connection: Connection,
  id: number,
  start: BatchStart,
  counts: FateCounts,
  sha256: string,
): Promise<Batch> {
  await connection.exec(
    `insert into finding select ${id}, row_number() over (order by line, rowid), body from found order by line, rowid`,
  );
  const body = { ...start, sha256, counts };
  await connection.run('insert into batch (id, body) values (?, ?)', [id, JSON.stringify(body)]);
  return { ...body, id, undone: null };
}

const FINDINGS_A_CHUNK = 500;

/** The findings of a batch in line order, in chunks; they never change. */
export async function* readFindings(connection: Connection, id: number): AsyncGenerator<Finding[]> {
  for (let from = 1; ; from += FINDINGS_A_CHUNK) {
    const { bodies } = (await connection.get(
      `select group_concat(body) as bodies from (
         select body from finding where batch = ? and ordinal between ? and ? order by ordinal)`,
      [id, from, from + FINDINGS_A_CHUNK - 1],
    )) as { bodies: string | null };
    if (bodies === null) return;
    yield JSON.parse(`[${bodies}]`) as Finding[];
  }
}
