import type { mongo } from 'mongoose';
import { MarketWorthError } from '../../core/errors.js';
import type { Connection } from './connection.js';
import { WRITER } from './lease.js';
import { layout, type CollectionName, type SingleDocument } from './models.js';

/** The schema that this version reads and writes. A step from an older one is added with the change that needs it. */
const VERSION = 1;

async function makeIndexes({ raw }: Connection): Promise<void> {
  const made = Object.entries(layout).flatMap(([name, { indexes }]) => {
    const collection = raw[name as CollectionName] as unknown as mongo.Collection;
    return indexes.map(({ of, unique, sparse }) => collection.createIndex({ ...of }, { unique, sparse }, {}));
  });
  await Promise.all(made);
}

async function makeSingle(
  connection: Connection,
  _id: string,
  first: Omit<SingleDocument, '_id'>,
): Promise<void> {
  const singles = connection.raw.singles;
  await connection.attempt(() => singles.updateOne({ _id }, { $setOnInsert: first }, { upsert: true }));
}

async function versionFound(connection: Connection): Promise<number> {
  const { singles } = connection.models;
  const schema = await connection.attempt(() =>
    singles.findOne({ _id: 'schema' }).lean<SingleDocument>().exec(),
  );
  const found = schema?.version ?? 0;
  if (found <= VERSION) return found;
  throw new MarketWorthError(
    'STORE_NEWER',
    `${connection.location}: found schema ${found}, written by a newer market-worth; this one knows ${VERSION}. Update market-worth.`,
    { location: connection.location, found, known: VERSION },
  );
}

/**
 * Makes what is missing of the present schema: indexes, then the version, so that a break leaves it to do again.
 * Indexes that are there cost one question each. Fails with STORE_NEWER.
 */
export async function migrate(connection: Connection): Promise<void> {
  const found = await versionFound(connection);
  await connection.patiently(() => makeIndexes(connection));
  if (found === VERSION) return;
  await makeSingle(connection, WRITER, { holder: null, beat: 0 });
  await makeSingle(connection, 'tokens', { count: 0 });
  await makeSingle(connection, 'schema', { version: VERSION });
}
