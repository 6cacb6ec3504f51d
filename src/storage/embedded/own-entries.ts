import type { Entry } from '../../domain/entry.js';
import type { EntryPlace, StoredEntry } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import { namesContributor } from './migrations.js';

interface EntryRow {
  readonly key: string;
  readonly batch: number;
  readonly body: string;
}

const columns = `lower(hex(e.key)) as key, e.batch, e.body`;
const afterPlace = '(e.batch < ? or (e.batch = ? and e.key > unhex(?)))';

/** The entries that name a person. */
const named = `
  select ${columns} from entry e
  where e.until is null and ${namesContributor('e.body')} and e.body ->> 'contributor' = ? and ${afterPlace}
  order by e.batch desc, e.key
  limit ?
`;

/** The entries that name nobody, of the person's own imports: import by import, so that nothing has to be sorted. */
const unnamed = `
  select ${columns} from batch b cross join entry e on e.batch = b.id
  where b.undone is null and b.body ->> 'importer' = ? and b.body ->> 'contributors' = 'importer'
    and e.until is null and not ${namesContributor('e.body')} and ${afterPlace}
  order by b.id desc, e.key
  limit ?
`;

function entryOf({ key, batch, body }: EntryRow): StoredEntry {
  return { key, batch, entry: JSON.parse(body) as Entry };
}

/** A current entry by its key. */
export async function readEntry(connection: Connection, key: string): Promise<StoredEntry | undefined> {
  const sql = `select ${columns} from entry e where e.key = unhex(?) and e.until is null`;
  const row = (await connection.get(sql, [key])) as EntryRow | undefined;
  return row && entryOf(row);
}

/** A person's own entries, as the port has them. */
export async function readEntriesOf(
  connection: Connection,
  person: string,
  limit: number,
  after: EntryPlace = { batch: Number.MAX_SAFE_INTEGER, key: '' },
): Promise<StoredEntry[]> {
  const parameters = [person, after.batch, after.batch, after.key, limit];
  const rows = [
    ...((await connection.all(named, parameters)) as EntryRow[]),
    ...((await connection.all(unnamed, parameters)) as EntryRow[]),
  ];
  return rows
    .sort((a, b) => b.batch - a.batch || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(entryOf);
}
