import { MarketWorthError } from '../../core/errors.js';
import type { Connection } from './connection.js';
import { unreachable } from '../unreachable.js';

/** Marks a SQLite file as ours: "MWor". */
const APPLICATION_ID = 0x4d576f72;

/** Whether an entry's body names its contributor. A quote inside of a text has a backslash, so only the field is found. */
export const namesContributor = (body: string): string => `instr(${body}, '"contributor":"') > 0`;

/**
 * The steps from an empty file to the present schema; a file's `user_version` says how many it has taken. Steps are
 * never changed once released: a new one is appended.
 */
const migrations: readonly string[] = [
  `
  -- The versions of entries, in key order; the current ones have no "until", the number of the batch that replaced them.
  create table entry (
    key blob not null,
    batch integer not null,
    until integer,
    content blob not null,
    line integer not null,
    body text not null,
    raw text not null,
    primary key (key, batch)
  ) strict, without rowid;
  create index entry_batch on entry (batch);
  create index entry_until on entry (until) where until is not null;
  -- Entries that name their contributor, a person's newest batch first.
  create index entry_contributor on entry (body ->> 'contributor', batch desc, key)
    where until is null and ${namesContributor('body')};

  -- Committed batches; "undone" is the sequence number of the undo.
  create table batch (id integer primary key, undone integer, body text not null) strict;

  -- The rows of a batch that stayed outside, numbered in line order.
  create table finding (
    batch integer not null,
    ordinal integer not null,
    body text not null,
    primary key (batch, ordinal)
  ) strict, without rowid;

  create table profile (person text primary key, body text not null) strict, without rowid;
  create table mapping (name text primary key, body text not null) strict, without rowid;
  create table token (
    ordinal integer primary key,
    id text not null unique,
    hash text not null unique,
    body text not null
  ) strict;
  `,
  `
  -- The one release that is kept.
  create table release (id integer primary key check (id = 1), hash text not null, body text not null) strict;
  `,
];

/** How many steps a file has taken; 0 for an empty one. Fails for a file that is not ours or is newer than we are. */
async function stepsTaken(connection: Connection): Promise<number> {
  const found = (await connection.get(
    `select application_id as application, user_version as version,
       (select count(*) from sqlite_schema) as tables
     from pragma_application_id, pragma_user_version`,
  )) as { application: number; version: number; tables: number };
  if (found.application === 0 && found.version === 0 && found.tables === 0) return 0;
  if (found.application !== APPLICATION_ID) {
    throw unreachable(
      connection.location,
      'this is the SQLite database of another program',
      'Choose another file.',
    );
  }
  if (found.version > migrations.length) {
    throw new MarketWorthError(
      'STORE_NEWER',
      `${connection.location}: found schema ${found.version}, written by a newer market-worth; this one knows ${migrations.length}. Update market-worth.`,
      { location: connection.location, found: found.version, known: migrations.length },
    );
  }
  return found.version;
}

async function useWriteAheadLog(connection: Connection): Promise<void> {
  const { journal_mode: mode } = (await connection.get('pragma journal_mode = wal')) as {
    journal_mode: string;
  };
  if (mode === 'wal') return;
  throw unreachable(
    connection.location,
    'its disk does not let several processes share a file',
    'Choose a file on a local disk.',
  );
}

/**
 * Brings a file to the present schema, in one transaction; several processes may do so at once.
 * Fails with STORE_NEWER, or STORE_UNREACHABLE for a file of another program.
 */
export async function migrate(connection: Connection): Promise<void> {
  if ((await stepsTaken(connection)) === migrations.length) return;
  await useWriteAheadLog(connection);
  await connection.transaction(async () => {
    const taken = await stepsTaken(connection);
    for (const step of migrations.slice(taken)) await connection.exec(step);
    await connection.exec(
      `pragma application_id = ${APPLICATION_ID}; pragma user_version = ${migrations.length}`,
    );
  });
}
