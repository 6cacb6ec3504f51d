import type { BatchRows, Candidate } from '../../domain/ports.js';
import { readBatch } from './batch-records.js';
import type { Connection } from './connection.js';
import type { RowDocument } from './models.js';
import { givenIn } from './rows.js';
import { inOrder } from './slices.js';
import { countRows } from './versions.js';

const everything = { content: 1, line: 1, entry: 1, exact: 1, raw: 1 } as const;

/** What a batch did, as the port has it. */
export async function* readBatchRows(connection: Connection, id: number): AsyncGenerator<BatchRows> {
  const found = await readBatch(connection, id);
  if (found?.batch.undone !== null) return;
  const rows = await countRows(connection, found.token);
  for await (const chunk of inOrder<RowDocument>(connection, found.token, rows, everything)) {
    const candidates: Candidate[] = [];
    const removed: string[] = [];
    for (const row of chunk) {
      const { key, content, line } = row;
      if (content === undefined) removed.push(key);
      else candidates.push({ key, content, line, ...givenIn(row) });
    }
    yield { candidates, removed };
  }
}
