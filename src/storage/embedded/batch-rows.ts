import type { Entry } from '../../domain/entry.js';
import type { BatchRows, Candidate } from '../../domain/ports.js';
import type { Connection } from './connection.js';

const ROWS_A_CHUNK = 1000;

const brought = `
  select lower(hex(key)) as key, lower(hex(content)) as content, line, body, raw from entry
  where batch = ? and key > unhex(?) order by key limit ${ROWS_A_CHUNK}
`;

/** Entries that a batch ended without a version of its own in their place. */
const removed = `
  select lower(hex(key)) as key from entry as old
  where until = ?1 and key > unhex(?2)
    and not exists (select 1 from entry where key = old.key and batch = ?1)
  order by key limit ${ROWS_A_CHUNK}
`;

interface BroughtRow extends Pick<Candidate, 'key' | 'content' | 'line'> {
  readonly body: string;
  readonly raw: string;
}

function candidateOf({ key, content, line, body, raw }: BroughtRow): Candidate {
  return { key, content, line, entry: JSON.parse(body) as Entry, raw: JSON.parse(raw) as string[] };
}

async function* pages<Row extends { readonly key: string }>(
  connection: Connection,
  sql: string,
  id: number,
): AsyncGenerator<Row[]> {
  for (let after = ''; ;) {
    const rows = (await connection.all(sql, [id, after])) as Row[];
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.key;
  }
}

/** What a batch did, as the port has it. */
export async function* readBatchRows(connection: Connection, id: number): AsyncGenerator<BatchRows> {
  for await (const rows of pages<BroughtRow>(connection, brought, id)) {
    yield { candidates: rows.map(candidateOf), removed: [] };
  }
  for await (const rows of pages<{ readonly key: string }>(connection, removed, id)) {
    yield { candidates: [], removed: rows.map(({ key }) => key) };
  }
}
