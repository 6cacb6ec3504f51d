import mongoose from 'mongoose';
import type { Connection } from './connection.js';
import { isDuplicateKey } from './failures.js';
import type { RowDocument } from './models.js';
import { countRows } from './versions.js';

const ROWS_A_WRITE = 2000;

/** Which documents of a bulk were refused because their id is there already; throws what else went wrong. */
function refusedIn(error: unknown, rows: readonly RowDocument[]): RowDocument[] {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
  const errors = [error.writeErrors].flat();
  if (errors.length === 0 || !errors.every(({ code }) => code === 11000)) throw error;
  return errors.map(({ index }) => rows[index]!);
}

/**
 * Writes the rows of a batch in unordered bulks, one on its way while the next one fills. A row that is written twice,
 * because its answer was lost or because it came twice, is there once.
 */
export class RowWriter {
  /** The line of a row whose key came before with another content. */
  clash: number | undefined;
  private taken = 0;
  private written = 0;
  private counted = true;
  private rows: RowDocument[] = [];
  private onItsWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly token: string,
  ) {}

  async add(rows: readonly RowDocument[]): Promise<void> {
    this.taken += rows.length;
    for (const row of rows) {
      this.rows.push(row);
      if (this.rows.length === ROWS_A_WRITE) await this.send();
    }
  }

  /** Waits until all is written: how many rows were given, and how many different keys they have. */
  async finish(): Promise<{ taken: number; keys: number }> {
    if (this.rows.length > 0) await this.send();
    await this.onItsWay;
    return {
      taken: this.taken,
      keys: this.counted ? this.written : await countRows(this.connection, this.token),
    };
  }

  private async send(): Promise<void> {
    const rows = this.rows;
    this.rows = [];
    await this.onItsWay;
    this.onItsWay = this.write(rows);
    // Whoever waits for it next sees how it failed.
    this.onItsWay.catch(() => undefined);
  }

  private async write(rows: readonly RowDocument[]): Promise<void> {
    const collection = this.connection.raw.rows;
    let tries = 0;
    await this.connection.attempt(async () => {
      // What a write that got no answer has done is not known.
      if (tries++ > 0) this.counted = false;
      try {
        const { insertedCount } = await collection.insertMany(rows, { ordered: false });
        this.written += insertedCount;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const refused = refusedIn(error, rows);
        this.written += rows.length - refused.length;
        await this.compare(refused);
      }
    });
  }

  private async compare(refused: readonly RowDocument[]): Promise<void> {
    const there = await this.connection.raw.rows
      .find<RowDocument>({ _id: { $in: refused.map(({ _id }) => _id) } }, { projection: { content: 1 } })
      .toArray();
    const contentOf = new Map(there.map(({ _id, content }) => [_id, content]));
    this.clash ??= refused.find(({ _id, content }) => contentOf.get(_id) !== content)?.line;
  }
}
