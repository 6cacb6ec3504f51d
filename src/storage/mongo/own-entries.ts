import type { EntryPlace, StoredEntry } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import type { LiveBatch, Moment } from './log.js';
import type { RowDocument } from './models.js';
import { storedEntry } from './mongo-snapshot.js';
import { idsOf, tokenOf } from './rows.js';
import { currentOf, versionsOf } from './versions.js';

/** A current entry by its key. */
export async function readEntry(
  connection: Connection,
  moment: Moment,
  key: string,
): Promise<StoredEntry | undefined> {
  const ids = [...moment.live.keys()].map((token) => token + key);
  const rows = await connection.attempt(() =>
    connection.raw.rows.find<RowDocument>({ _id: { $in: ids } }).toArray(),
  );
  const current = currentOf(rows, moment);
  return current && storedEntry(current, moment);
}

/** Tokens of the batches that have rows which name a person. */
async function batchesNaming(connection: Connection, person: string): Promise<Set<string>> {
  const { rows } = connection.models;
  const named = await connection.attempt(() =>
    rows.find({ 'entry.contributor': person }, { _id: 1 }).lean<Pick<RowDocument, '_id'>[]>().exec(),
  );
  return new Set(named.map(({ _id }) => tokenOf(_id)));
}

function isImporters({ importer, contributors }: LiveBatch, person: string): boolean {
  return importer === person && contributors === 'importer';
}

/** The next rows of a batch that may be a person's own, in key order. */
function rowsAfter(
  connection: Connection,
  batch: LiveBatch,
  person: string,
  after: string,
  limit: number,
): Promise<RowDocument[]> {
  const named = { 'entry.contributor': person };
  const whose = isImporters(batch, person)
    ? { $or: [named, { 'entry.contributor': { $exists: false } }] }
    : named;
  const rows = connection.raw.rows;
  return connection.attempt(() =>
    rows
      .find<RowDocument>({ _id: idsOf(batch.token, after), ...whose })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray(),
  );
}

/** A person's own entries, as the port has them. */
export async function readEntriesOf(
  connection: Connection,
  moment: Moment,
  person: string,
  limit: number,
  after?: EntryPlace,
): Promise<StoredEntry[]> {
  const naming = await batchesNaming(connection, person);
  const batches = [...moment.live.values()]
    .filter((batch) => batch.id <= (after?.batch ?? Infinity))
    .filter((batch) => naming.has(batch.token) || isImporters(batch, person))
    .sort((a, b) => b.id - a.id);
  const own: StoredEntry[] = [];
  for (const batch of batches) {
    let last = batch.id === after?.batch ? after.key : '';
    for (let more = true; more && own.length < limit;) {
      const rows = await rowsAfter(connection, batch, person, last, limit);
      more = rows.length === limit;
      last = rows.at(-1)?.key ?? last;
      const keys = rows.map(({ key }) => key);
      const found = await versionsOf(connection, keys, [...moment.live.keys()]);
      const current = rows.filter(({ _id, key }) => currentOf(found.get(key)!, moment)?._id === _id);
      own.push(...current.map((row) => storedEntry(row, moment)));
    }
    if (own.length >= limit) break;
  }
  return own.slice(0, limit);
}
