import type { Entry } from '../../domain/entry.js';
import type { EntryChanges, StoredEntry } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import type { ReaderPool } from './embedded-snapshot.js';
import { lastSequence } from './sequence.js';

interface Row {
  readonly key: string;
  readonly batch: number;
  readonly body: string;
}

function storedEntry({ key, batch, body }: Row): StoredEntry {
  return { key, batch, entry: JSON.parse(body) as Entry };
}

async function read(connection: Connection, since: number, most: number): Promise<EntryChanges | null> {
  const { undone, entered } = (await connection.get(
    `select (select count(*) from batch where id <= ? and undone > ?) as undone,
       (select count(*) from (select 1 from entry where batch > ? limit ?)) as entered`,
    [since, since, since, most + 1],
  )) as { undone: number; entered: number };
  if (undone > 0 || entered > most) return null;
  const entries = (await connection.all(
    'select lower(hex(key)) as key, batch, body from entry where batch > ? and until is null order by key',
    [since],
  )) as Row[];
  const gone = (await connection.all(
    `select lower(hex(key)) as key from entry e where until > ? and batch <= ?
       and not exists (select 1 from entry now where now.key = e.key and now.until is null)`,
    [since, since],
  )) as Pick<Row, 'key'>[];
  return {
    sequence: await lastSequence(connection),
    entries: entries.map(storedEntry),
    gone: gone.map(({ key }) => key),
  };
}

/** What has changed since a sequence number, as of one moment; null where all entries are to be read instead. */
export async function readChanges(
  pool: ReaderPool,
  since: number,
  most: number,
): Promise<EntryChanges | null> {
  const connection = await pool.lend();
  try {
    await connection.exec('begin');
    return await read(connection, since, most);
  } finally {
    await connection.exec('rollback');
    pool.giveBack(connection);
  }
}
