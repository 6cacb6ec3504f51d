import type { mongo } from 'mongoose';
import type { Connection } from './connection.js';
import type { BatchDocument } from './models.js';
import { idsOf } from './rows.js';
import { deleteRows } from './settle.js';

/** After how long without a sign of life an import counts as dead; many times its beat. */
const DEAD_MS = 120_000;
/** How long the rows of a batch that was taken back stay for those who are reading them. */
const READERS_MS = 3_600_000;
const IDS_A_PAGE = 10_000;

async function deleteUnder(connection: Connection, name: 'rows' | 'findings', token: string): Promise<void> {
  const collection = connection.raw[name] as unknown as mongo.Collection<{ readonly _id: string }>;
  for (;;) {
    const page = await connection.attempt(() =>
      collection
        .find({ _id: idsOf(token) }, { projection: { _id: 1 } })
        .limit(IDS_A_PAGE)
        .toArray(),
    );
    if (page.length === 0) return;
    const ids = page.map(({ _id }) => _id);
    if (name === 'rows') await deleteRows(connection, ids);
    else await connection.attempt(() => collection.deleteMany({ _id: { $in: ids } }));
  }
}

/**
 * Gives an open batch up and deletes what it wrote, also where another did so and it wrote on. What was committed
 * meanwhile stays.
 */
export async function forget(connection: Connection, token: string): Promise<void> {
  const batches = connection.raw.batches;
  const given = await connection.attempt(() =>
    batches.findOneAndUpdate(
      { _id: token, state: { $in: ['open', 'given-up'] } },
      { $set: { state: 'given-up' } },
    ),
  );
  if (!given && (await connection.attempt(() => batches.findOne({ _id: token })))) return;
  await deleteUnder(connection, 'rows', token);
  await deleteUnder(connection, 'findings', token);
  await connection.attempt(() => batches.deleteOne({ _id: token }));
}

/** Deletes the rows of a batch that was taken back. */
async function clear(connection: Connection, undo: BatchDocument): Promise<void> {
  const batches = connection.raw.batches;
  const batch = await connection.attempt(() => batches.findOne({ sequence: undo.undoes! }));
  await deleteUnder(connection, 'rows', batch!._id);
  await connection.attempt(() => batches.updateOne({ _id: undo._id }, { $set: { cleared: true } }));
}

/** Deletes what dead imports left behind, and rows that were taken back long ago. `now` is the server's time. */
export async function sweep(connection: Connection, now: Date): Promise<void> {
  const batches = connection.raw.batches;
  const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);
  const dead = await connection.attempt(() =>
    batches
      .find<BatchDocument>({ state: { $in: ['open', 'given-up'] }, beat: { $lt: before(DEAD_MS) } })
      .toArray(),
  );
  for (const { _id } of dead) await forget(connection, _id);
  const undone = await connection.attempt(() =>
    batches
      .find<BatchDocument>({ state: 'undo', cleared: { $exists: false }, beat: { $lt: before(READERS_MS) } })
      .toArray(),
  );
  for (const undo of undone) await clear(connection, undo);
}
