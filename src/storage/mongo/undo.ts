import type { Batch } from '../../domain/batch.js';
import { batchNotFound, editedLater, NAMED_ROWS, undoneAlready, type EditedRow } from '../undo-refusals.js';
import { readBatch, undoIdOf } from './batch-records.js';
import type { Connection } from './connection.js';
import { busy, isDuplicateKey } from './failures.js';
import type { Log, Moment } from './log.js';
import { tokenOf } from './rows.js';
import { countRows, versionsBeside } from './versions.js';

async function refuseIfEdited(
  connection: Connection,
  id: number,
  token: string,
  moment: Moment,
): Promise<void> {
  const later = [...moment.live.values()].filter((batch) => batch.id > id).map((batch) => batch.token);
  if (later.length === 0) return;
  const keys = await countRows(connection, token);
  let first: EditedRow[] = [];
  let total = 0;
  for await (const chunk of versionsBeside(connection, token, keys, later)) {
    for (const { own, others } of chunk) {
      if (others.length === 0) continue;
      total++;
      const by = Math.min(...others.map(({ _id }) => moment.live.get(tokenOf(_id))!.id));
      first.push({ line: own.line, by });
    }
    first = first.sort((a, b) => a.line - b.line).slice(0, NAMED_ROWS);
  }
  if (total > 0) throw editedLater(id, first, total);
}

/** Takes a batch back under the next sequence number: its rows count no more. The caller holds the lease. */
export async function undoBatch(connection: Connection, log: Log, id: number): Promise<Batch> {
  const found = await readBatch(connection, id);
  if (!found) throw batchNotFound(id);
  const { batch, token } = found;
  if (batch.undone !== null) throw undoneAlready(id, batch.undone);
  const moment = await log.now();
  await refuseIfEdited(connection, id, token, moment);
  const undone = moment.sequence + 1;
  const batches = connection.raw.batches;
  const taken = await connection.attempt(async () => {
    try {
      return await batches.findOneAndUpdate(
        { _id: undoIdOf(id), sequence: undone },
        { $set: { state: 'undo', undoes: id }, $currentDate: { beat: true } },
        { upsert: true, returnDocument: 'after' },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return null;
    }
  });
  if (!taken) throw busy(connection.location, 'another writer came in meanwhile');
  return { ...batch, undone };
}
