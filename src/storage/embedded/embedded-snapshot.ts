import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Entry } from '../../domain/entry.js';
import type { EntrySnapshot, StoredEntry } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import { lastSequence } from './sequence.js';

const ENTRIES_A_PAGE = 1000;
const KEY_DIGITS = 32;

/** Fills the page with the entries that follow those on it. */
const turnPage = `
  update page set (last, keys, batches, bodies) = (
    select max(key), group_concat(hex(key), ''), group_concat(batch), group_concat(body)
    from (
      select key, batch, body from entry
      where key > page.last and until is null
      order by key
      limit ${ENTRIES_A_PAGE}
    )
  )
`;

/** Turns the page ahead of its reader, who is told of a failure when it comes to that page, not in between. */
function turn(connection: Connection): Promise<void> {
  const turned = connection.exec(turnPage);
  turned.catch(() => undefined);
  return turned;
}

interface Page {
  readonly keys: string | null;
  readonly batches: string;
  readonly bodies: string;
}

function entriesOn({ keys, batches, bodies }: Page): StoredEntry[] {
  const digits = keys!.toLowerCase();
  const batchOf = batches.split(',');
  return (JSON.parse(`[${bodies}]`) as Entry[]).map((entry, i) => ({
    key: digits.slice(i * KEY_DIGITS, (i + 1) * KEY_DIGITS),
    batch: Number(batchOf[i]),
    entry,
  }));
}

/** Lends connections that read; a lent one is the borrower's alone until it is given back. */
export interface ReaderPool {
  lend(): Promise<Connection>;
  giveBack(connection: Connection): void;
}

/**
 * The current entries in a read transaction of its own. SQLite joins a page's entries to one text on another thread
 * while ours parses the page before; fetching row by row would cost twice as much.
 */
export class EmbeddedSnapshot implements EntrySnapshot {
  private opened: Promise<{ connection: Connection; sequence: number }> | undefined;
  private wasRead = false;

  constructor(private readonly pool: ReaderPool) {}

  async sequence(): Promise<number> {
    return (await this.open()).sequence;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly StoredEntry[]> {
    if (this.wasRead) throw new Error('a snapshot of the entries can be read once');
    this.wasRead = true;
    const { connection } = await this.open();
    let turned = turn(connection);
    try {
      for (;;) {
        await turned;
        const page = (await connection.get('select keys, batches, bodies from page')) as Page;
        if (page.keys === null) return;
        turned = turn(connection);
        // A page that is turned by the time this one is read would be read at once, and the next: others wait as long.
        await othersFirst();
        yield entriesOn(page);
      }
    } finally {
      await Promise.allSettled([turned]);
      await connection.exec('rollback');
      this.pool.giveBack(connection);
    }
  }

  private open(): Promise<{ connection: Connection; sequence: number }> {
    this.opened ??= this.begin();
    return this.opened;
  }

  private async begin(): Promise<{ connection: Connection; sequence: number }> {
    const connection = await this.pool.lend();
    // A key is longer than one byte, so that every key comes after this one.
    await connection.exec(`
      begin;
      create temp table page (last blob, keys text, batches text, bodies text);
      insert into page (last) values (x'00');
    `);
    return { connection, sequence: await lastSequence(connection) };
  }
}
