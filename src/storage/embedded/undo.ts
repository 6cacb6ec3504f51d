import type { Batch } from '../../domain/batch.js';
import { batchNotFound, editedLater, NAMED_ROWS, undoneAlready, type EditedRow } from '../undo-refusals.js';
import { readBatch } from './batch-records.js';
import type { Connection } from './connection.js';
import { lastSequence } from './sequence.js';

/** What later batches did to the rows of a batch: edited one that it brought, or brought again one that it removed. */
const edited = `
  select line, until as by from entry where batch = ?1 and until is not null
  union all
  select line, later as by from (
    select old.line, (select min(batch) from entry where key = old.key and batch > ?1) as later
    from entry old
    where old.until = ?1 and not exists (select 1 from entry where key = old.key and batch = ?1)
  ) where later is not null
`;

async function refuseIfEdited(connection: Connection, id: number): Promise<void> {
  const rows = (await connection.all(`${edited} order by line limit ${NAMED_ROWS}`, [id])) as EditedRow[];
  if (rows.length === 0) return;
  const { total } = (await connection.get(`select count(*) as total from (${edited})`, [id])) as {
    total: number;
  };
  throw editedLater(
    id,
    rows.map(({ line, by }) => ({ line, by })),
    total,
  );
}

/** Takes a batch back inside an open transaction, under the next sequence number. */
export async function undoBatch(connection: Connection, id: number): Promise<Batch> {
  const batch = await readBatch(connection, id);
  if (!batch) throw batchNotFound(id);
  if (batch.undone !== null) throw undoneAlready(id, batch.undone);
  await refuseIfEdited(connection, id);
  const undone = (await lastSequence(connection)) + 1;
  await connection.exec(`
    delete from entry where batch = ${batch.id};
    update entry set until = null where until = ${batch.id};
    update batch set undone = ${undone} where id = ${batch.id};
  `);
  return { ...batch, undone };
}
