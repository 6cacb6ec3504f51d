import type { EntrySnapshot, StoredEntry } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import type { Log, Moment } from './log.js';
import type { RowDocument } from './models.js';
import { givenIn, tokenOf } from './rows.js';
import { inOrder } from './slices.js';
import { byKey, currentOf } from './versions.js';

/** The fields of a version that an entry is read from. */
export const read = { entry: 1, exact: 1 } as const;

/** A version as the port has it. */
export function storedEntry(row: RowDocument, { live }: Moment): StoredEntry {
  return { key: row.key, batch: live.get(tokenOf(row._id))!.id, entry: givenIn(row).entry };
}

/**
 * The current entries at a moment. Versions are added and never changed, so that a moment is known by the batches that
 * count at it, whatever is committed or taken back while it is read.
 */
export class MongoSnapshot implements EntrySnapshot {
  private moment: Promise<Moment> | undefined;
  private wasRead = false;

  constructor(
    private readonly connection: Connection,
    private readonly log: Log,
  ) {}

  async sequence(): Promise<number> {
    return (await this.fix()).sequence;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly StoredEntry[]> {
    if (this.wasRead) throw new Error('a snapshot of the entries can be read once');
    this.wasRead = true;
    const moment = await this.fix();
    const held = await this.connection.attempt(() => this.connection.raw.rows.estimatedDocumentCount());
    for await (const rows of inOrder<RowDocument>(this.connection, null, held, read)) {
      const current = byKey(rows).flatMap((versions) => currentOf(versions, moment) ?? []);
      if (current.length > 0) yield current.map((row) => storedEntry(row, moment));
    }
  }

  private fix(): Promise<Moment> {
    this.moment ??= this.log.now();
    return this.moment;
  }
}
