import type { Connection } from './connection.js';
import type { Moment } from './log.js';
import type { RowDocument } from './models.js';
import { idsOf, isRemoval, keyOf, tokenOf } from './rows.js';
import { inOrder } from './slices.js';

/** The part of a version that is compared. */
export type Version = Pick<RowDocument, '_id' | 'key' | 'content' | 'line'>;

/** A version, as far as it was read. */
type Named = Pick<RowDocument, '_id'> & Partial<RowDocument>;

/** The versions of one key. */
export interface Versions {
  /** The one of the batch that is looked at. */
  readonly own: Version;
  /** Those of the batches it is compared with, in no order. */
  readonly others: readonly Version[];
}

const IDS_A_LOOK = 1000;
/** How many ids are looked up in the time that reading one row takes, which finds none most of the time. */
const LOOKS_A_READ = 8;
const compared = { content: 1, line: 1 } as const;

/**
 * The current one among the versions of a key, or undefined.
 * A removal is a version, too, the latest of its key until the entry comes again.
 */
export function currentOf<Any extends Named>(all: readonly Any[], { live }: Moment): Any | undefined {
  let current: Any | undefined;
  let latest = 0;
  for (const version of all) {
    const id = live.get(tokenOf(version._id))?.id ?? 0;
    if (id > latest) [current, latest] = [version, id];
  }
  return current && isRemoval(current) ? undefined : current;
}

/** Versions that are in key order, those of a key together. */
export function byKey<Any extends Pick<RowDocument, 'key'>>(rows: readonly Any[]): Any[][] {
  const groups: Any[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]!.key === row.key) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** The versions that some batches, by their tokens, have of some keys. Ids are looked up: all servers do that fast. */
export async function versionsOf(
  connection: Connection,
  keys: readonly string[],
  tokens: readonly string[],
): Promise<Map<string, Version[]>> {
  const found = new Map<string, Version[]>(keys.map((key) => [key, []]));
  const keysALook = Math.max(1, Math.floor(IDS_A_LOOK / tokens.length));
  for (let from = 0; from < keys.length && tokens.length > 0; from += keysALook) {
    const some = keys.slice(from, from + keysALook);
    const ids = tokens.flatMap((token) => some.map((key) => token + key));
    const versions = await connection.attempt(() =>
      connection.raw.rows
        .find<Omit<Version, 'key'>>({ _id: { $in: ids } }, { projection: compared })
        .toArray(),
    );
    for (const version of versions) {
      const key = keyOf(version._id);
      found.get(key)!.push({ ...version, key });
    }
  }
  return found;
}

async function* lookedUp(
  connection: Connection,
  token: string,
  keys: number,
  tokens: readonly string[],
): AsyncGenerator<Versions[]> {
  for await (const own of inOrder<Version>(connection, token, keys, compared)) {
    const found = await versionsOf(
      connection,
      own.map(({ key }) => key),
      tokens,
    );
    yield own.map((version) => ({ own: version, others: found.get(version.key)! }));
  }
}

async function* readBeside(
  connection: Connection,
  token: string,
  held: number,
  tokens: readonly string[],
): AsyncGenerator<Versions[]> {
  const asked = new Set(tokens);
  for await (const rows of inOrder<Version>(connection, null, held, compared)) {
    yield byKey(rows).flatMap((all) => {
      const own = all.find(({ _id }) => tokenOf(_id) === token);
      return own ? [{ own, others: all.filter(({ _id }) => asked.has(tokenOf(_id))) }] : [];
    });
  }
}

/**
 * The keys of a batch that has about `keys` of them, with the versions that other batches have of them, in chunks, in
 * key order: each looked up, or, where that would be more work, by reading the whole store beside the batch once.
 */
export async function* versionsBeside(
  connection: Connection,
  token: string,
  keys: number,
  tokens: readonly string[],
): AsyncGenerator<Versions[]> {
  const held = await connection.attempt(() => connection.raw.rows.estimatedDocumentCount());
  if (keys * tokens.length > held * LOOKS_A_READ) yield* readBeside(connection, token, held, tokens);
  else yield* lookedUp(connection, token, keys, tokens);
}

/** How many rows a batch has. */
export function countRows(connection: Connection, token: string): Promise<number> {
  return connection.attempt(() => connection.raw.rows.countDocuments({ _id: idsOf(token) }));
}
