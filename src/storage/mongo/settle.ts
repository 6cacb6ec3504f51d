import type { Change, Settlement } from '../../domain/ports.js';
import { fieldChanges, SHOWN_CHANGES } from '../field-changes.js';
import type { Connection } from './connection.js';
import { isDuplicateKey } from './failures.js';
import type { Moment } from './log.js';
import type { RowDocument } from './models.js';
import { givenIn, removalOf, tokenOf } from './rows.js';
import { currentOf, versionsBeside, versionsOf, type Version } from './versions.js';

const IDS_A_DELETION = 2000;

/** An entry before and after, by the ids of its versions. */
interface Update {
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** What was written under a token: how many rows were given, and how many different keys they have. */
export interface Written {
  readonly taken: number;
  readonly keys: number;
}

/** Deletes rows by their ids. */
export async function deleteRows(connection: Connection, ids: readonly string[]): Promise<void> {
  const rows = connection.raw.rows;
  for (let from = 0; from < ids.length; from += IDS_A_DELETION) {
    const some = ids.slice(from, from + IDS_A_DELETION);
    await connection.attempt(() => rows.deleteMany({ _id: { $in: some } }));
  }
}

async function changesOf(connection: Connection, updates: readonly Update[]): Promise<Change[]> {
  const ids = updates.flatMap(({ before, after }) => [before, after]);
  const rows = await connection.attempt(() =>
    connection.raw.rows.find<RowDocument>({ _id: { $in: ids } }).toArray(),
  );
  const entryOf = new Map(rows.map((row) => [row._id, givenIn(row).entry]));
  return updates
    .flatMap(({ line, before, after }) => fieldChanges(line, entryOf.get(before)!, entryOf.get(after)!))
    .slice(0, SHOWN_CHANGES);
}

/** Counts the rows of a batch against what is current, and takes away those that are current as they stand. */
async function settleRows(
  connection: Connection,
  token: string,
  { taken, keys }: Written,
  moment: Moment,
): Promise<Omit<Settlement, 'removed'>> {
  if (moment.live.size === 0 || keys === 0) {
    return { accepted: keys, updated: 0, duplicate: taken - keys, changes: [] };
  }
  let [same, updated] = [0, 0];
  let first: Update[] = [];
  for await (const chunk of versionsBeside(connection, token, keys, [...moment.live.keys()])) {
    const again: string[] = [];
    for (const { own, others } of chunk) {
      const current = currentOf(others, moment);
      if (!current) continue;
      if (current.content === own.content) again.push(own._id);
      else {
        updated++;
        first.push({ line: own.line, before: current._id, after: own._id });
      }
    }
    first = first.sort((a, b) => a.line - b.line).slice(0, SHOWN_CHANGES);
    same += again.length;
    await deleteRows(connection, again);
  }
  const changes = await changesOf(connection, first);
  return { accepted: keys - same - updated, updated, duplicate: taken - keys + same, changes };
}

/** The version that the batch of the token removes, or undefined. */
function removedOf(all: readonly Version[], token: string, moment: Moment): Version | undefined {
  return all.some(({ _id }) => tokenOf(_id) === token) ? undefined : currentOf(all, moment);
}

/** Marks those of the keys as removed that are current and that the batch itself does not bring. */
async function settleRemovals(
  connection: Connection,
  token: string,
  keys: readonly string[],
  moment: Moment,
): Promise<number> {
  const rows = connection.raw.rows;
  let removed = 0;
  for (let from = 0; from < keys.length; from += IDS_A_DELETION) {
    const some = keys.slice(from, from + IDS_A_DELETION);
    const found = await versionsOf(connection, some, [token, ...moment.live.keys()]);
    const gone = [...found.values()].flatMap((all) => removedOf(all, token, moment) ?? []);
    if (gone.length === 0) continue;
    removed += gone.length;
    const marks = gone.map(({ key, line }) => removalOf(token, key, line));
    await connection.attempt(() =>
      rows.insertMany(marks, { ordered: false }).catch((error: unknown) => {
        // A try before whose answer was lost has written them.
        if (!isDuplicateKey(error)) throw error;
      }),
    );
  }
  return removed;
}

/** Decides what is written under a token, against the store at a moment. The caller holds the lease. */
export async function settle(
  connection: Connection,
  token: string,
  written: Written,
  removals: ReadonlySet<string>,
  moment: Moment,
): Promise<Settlement> {
  const rows = await settleRows(connection, token, written, moment);
  return { ...rows, removed: await settleRemovals(connection, token, [...removals], moment) };
}
