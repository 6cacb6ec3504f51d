import type { EntryChanges } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import type { Log, Moment } from './log.js';
import type { RowDocument } from './models.js';
import { read, storedEntry } from './mongo-snapshot.js';
import { inOrder } from './slices.js';
import { byKey, countRows, currentOf } from './versions.js';

/** Whether a batch up to a sequence number was taken back after it. */
async function tookBack(connection: Connection, since: number, { sequence }: Moment): Promise<boolean> {
  const found = await connection.attempt(() =>
    connection.raw.batches.countDocuments({
      sequence: { $gt: since, $lte: sequence },
      undoes: { $lte: since },
    }),
  );
  return found > 0;
}

/** What has changed since a sequence number, as of one moment; null where all entries are to be read instead. */
export async function readChanges(
  connection: Connection,
  log: Log,
  since: number,
  most: number,
): Promise<EntryChanges | null> {
  const moment = await log.now();
  if (await tookBack(connection, since, moment)) return null;
  const rows: RowDocument[] = [];
  for (const { token } of [...moment.live.values()].filter(({ id }) => id > since)) {
    const count = await countRows(connection, token);
    if (rows.length + count > most) return null;
    for await (const chunk of inOrder<RowDocument>(connection, token, count, read)) rows.push(...chunk);
  }
  rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const versions = byKey(rows).map((all) => ({ key: all[0]!.key, current: currentOf(all, moment) }));
  return {
    sequence: moment.sequence,
    entries: versions.flatMap(({ current }) => (current ? [storedEntry(current, moment)] : [])),
    gone: versions.filter(({ current }) => !current).map(({ key }) => key),
  };
}
