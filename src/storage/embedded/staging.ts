import type { Candidate, Finding } from '../../domain/ports.js';
import { CandidatePack, candidateText, candidateView } from './candidate-pack.js';
import type { Connection } from './connection.js';

/** One of 64: the first six bits of a key. */
function bucketOf(digests: string): number {
  return parseInt(digests.slice(0, 2), 16) >> 2;
}

/**
 * Where the rows of a batch wait until it is settled: in temporary tables of its connection, on disk, gone with the
 * process. Candidates lie in buckets by the first bits of their key, so that they can enter the store in key order, a
 * bucket sorted at a time, in bounded memory and with hardly a page written twice.
 */
export class Staging {
  private readonly packs = new Map<number, CandidatePack>();

  private constructor(private readonly connection: Connection) {}

  static async create(connection: Connection): Promise<Staging> {
    await connection.exec(`
      pragma temp_store = file;
      pragma cache_size = -32768;
      ${candidateView}
      create temp table met (pack integer, start integer, key blob, same integer, primary key (pack, start)) without rowid;
      create temp table found (line integer, body text);
      create temp table removal (key blob primary key) without rowid;
      begin;
    `);
    return new Staging(connection);
  }

  async add(candidates: readonly Candidate[]): Promise<void> {
    for (const candidate of candidates) {
      const text = candidateText(candidate);
      const bucket = bucketOf(text.digests);
      let pack = this.packs.get(bucket);
      if (!pack) this.packs.set(bucket, (pack = new CandidatePack()));
      if (!pack.hasRoom(text)) await this.put(bucket, pack);
      pack.add(text);
    }
  }

  async addFindings(findings: readonly Finding[]): Promise<void> {
    await this.connection.run(`insert into found select value ->> 'line', value from json_each(?)`, [
      JSON.stringify(findings),
    ]);
  }

  async remove(keys: readonly string[]): Promise<void> {
    await this.connection.run('insert or ignore into removal select unhex(value) from json_each(?)', [
      JSON.stringify(keys),
    ]);
  }

  /** No more rows: the buckets that have any, in key order. */
  async finish(): Promise<number[]> {
    for (const [bucket, pack] of this.packs) await this.put(bucket, pack);
    const buckets = [...this.packs.keys()].sort((a, b) => a - b);
    this.packs.clear();
    await this.connection.exec('commit');
    return buckets;
  }

  private async put(bucket: number, pack: CandidatePack): Promise<void> {
    const { rows, starts, records } = pack.take();
    await this.connection.run('insert into pack (bucket, rows, starts, records) values (?, ?, ?, ?)', [
      bucket,
      rows,
      starts,
      records,
    ]);
  }
}
