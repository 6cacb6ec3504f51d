import type { Connection } from './connection.js';

/** The number of the last committed batch or undo; 0 in an empty store. */
export async function lastSequence(connection: Connection): Promise<number> {
  const { last } = (await connection.get(
    'select max(coalesce(max(id), 0), coalesce(max(undone), 0)) as last from batch',
  )) as { last: number };
  return last;
}
