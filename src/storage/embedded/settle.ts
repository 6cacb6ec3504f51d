import type { Entry } from '../../domain/entry.js';
import type { Change, Settlement } from '../../domain/ports.js';
import { fieldChanges, SHOWN_CHANGES } from '../field-changes.js';
import type { Connection } from './connection.js';

/** The candidates of a bucket whose key is current, and whether their content is, too; then ends what they update. */
const meetCurrent = (bucket: number, batch: number): string => `
  delete from met;
  insert into met
    select c.pack, c.start, c.key, e.content = c.content
    from (select pack, start, key, content from candidate where bucket = ${bucket}) c
    cross join entry e
    where e.key = c.key and e.until is null;
  update entry set until = ${batch}
    where until is null and batch < ${batch} and key in (select key from met where not same);
`;

/** The first of each key enters; those that are current as they stand do not. */
const enter = (bucket: number, batch: number): string => `
  insert into entry (key, batch, until, content, line, body, raw)
    select key, ${batch}, null, content, line, body, raw from candidate c
    where bucket = ${bucket}
      and not exists (select 1 from met where met.pack = c.pack and met.start = c.start and same)
    order by key, line
    on conflict (key, batch) do nothing;
`;

/** The line of a candidate whose key came twice with different contents; reading files rules that out. */
const conflict = (bucket: number, batch: number): string => `
  select c.line from candidate c cross join entry e
  where c.bucket = ${bucket} and e.key = c.key and e.batch = ${batch} and e.content <> c.content
  union all
  select e.line from met join entry e on e.key = met.key and e.batch = ${batch} where same
  limit 1
`;

/** Ends the current entries that are to go. */
const remove = (batch: number): string => `
  update entry set until = ${batch}
    where until is null and batch < ${batch} and key in (select key from removal);
`;

interface BucketFates {
  readonly rows: number;
  readonly entered: number;
  readonly updated: number;
}

async function changedRows(connection: Connection, sql: string): Promise<number> {
  await connection.exec(sql);
  return ((await connection.get('select changes() as n')) as { n: number }).n;
}

async function settleBucket(connection: Connection, bucket: number, batch: number): Promise<BucketFates> {
  const updated = await changedRows(connection, meetCurrent(bucket, batch));
  const entered = await changedRows(connection, enter(bucket, batch));
  const { rows, same } = (await connection.get(
    `select (select sum(rows) from pack where bucket = ?) as rows,
       (select count(*) from met where same) as same`,
    [bucket],
  )) as { rows: number; same: number };
  const repeated = rows - same - entered;
  if (repeated > 0 || (same > 0 && updated > 0)) {
    const clash = (await connection.get(conflict(bucket, batch))) as { line: number } | undefined;
    if (clash) throw new Error(`the key of line ${clash.line} came twice with different contents`);
  }
  return { rows, entered, updated };
}

async function firstChanges(connection: Connection, batch: number): Promise<Change[]> {
  await connection.exec(`
    create temp table edited as
      select new.line, old.body as before, new.body as after
      from entry old join entry new on new.key = old.key and new.batch = ${batch}
      where old.until = ${batch}
      order by new.line
      limit ${SHOWN_CHANGES};
  `);
  const edited = (await connection.all('select line, before, after from edited order by line')) as {
    line: number;
    before: string;
    after: string;
  }[];
  return edited
    .flatMap(({ line, before, after }) =>
      fieldChanges(line, JSON.parse(before) as Entry, JSON.parse(after) as Entry),
    )
    .slice(0, SHOWN_CHANGES);
}

/** Decides the staged candidates and enters them under the number of their batch, inside an open transaction. */
export async function settleCandidates(
  connection: Connection,
  buckets: readonly number[],
  batch: number,
): Promise<Settlement> {
  const sum = { rows: 0, entered: 0, updated: 0 };
  for (const bucket of buckets) {
    const fates = await settleBucket(connection, bucket, batch);
    sum.rows += fates.rows;
    sum.entered += fates.entered;
    sum.updated += fates.updated;
  }
  return {
    accepted: sum.entered - sum.updated,
    updated: sum.updated,
    duplicate: sum.rows - sum.entered,
    removed: await changedRows(connection, remove(batch)),
    changes: sum.updated === 0 ? [] : await firstChanges(connection, batch),
  };
}
