import type { Batch, BatchStart, FateCounts } from '../../domain/batch.js';
import type { BatchWriter, Candidate, Finding, Settlement } from '../../domain/ports.js';
import { commitBatch, writeFindings } from './batch-records.js';
import type { Connection } from './connection.js';
import { Heartbeat } from './heartbeat.js';
import type { Lease } from './lease.js';
import type { Log } from './log.js';
import { RowWriter } from './row-writer.js';
import { rowOf } from './rows.js';
import { settle } from './settle.js';
import { forget } from './sweep.js';

/** What a batch needs of its store. */
export interface BatchHost {
  readonly connection: Connection;
  readonly log: Log;
  readonly lease: Lease;
  readonly heartbeat: Heartbeat;
  /** Told when the batch is over. */
  ended(batch: MongoBatch): void;
}

/** From `settle` on the batch holds the lease, until it ends. */
type Stage = 'open' | 'settling' | 'settled' | 'ended';

/** An import into MongoDB: its rows are written under a token that counts for nothing until it is committed. */
export class MongoBatch implements BatchWriter {
  private stage: Stage = 'open';
  private committed = false;
  private id = 0;
  private findings = 0;
  private readonly removals = new Set<string>();
  private readonly rows: RowWriter;

  constructor(
    private readonly start: BatchStart,
    private readonly token: string,
    private readonly host: BatchHost,
  ) {
    this.rows = new RowWriter(host.connection, token);
  }

  async add(candidates: readonly Candidate[]): Promise<void> {
    this.expect('open');
    await this.rows.add(candidates.map((candidate) => rowOf(this.token, candidate)));
  }

  async addFindings(findings: readonly Finding[]): Promise<void> {
    this.expect('open');
    await writeFindings(this.host.connection, this.token, findings, this.findings);
    this.findings += findings.length;
  }

  remove(keys: readonly string[]): Promise<void> {
    this.expect('open');
    for (const key of keys) this.removals.add(key);
    return Promise.resolve();
  }

  async settle(): Promise<Settlement> {
    this.expect('open');
    this.stage = 'settling';
    const { connection, lease, log } = this.host;
    const written = await this.rows.finish();
    if (this.rows.clash !== undefined) {
      throw new Error(`the key of line ${this.rows.clash} came twice with different contents`);
    }
    await lease.take();
    const moment = await log.now();
    this.id = moment.sequence + 1;
    const settlement = await settle(connection, this.token, written, this.removals, moment);
    this.stage = 'settled';
    return settlement;
  }

  async commit(counts: FateCounts, sha256: string): Promise<Batch> {
    this.expect('settled');
    const batch = await commitBatch(this.host.connection, this.token, this.id, this.start, counts, sha256);
    this.committed = true;
    await this.end();
    return batch;
  }

  async abort(): Promise<void> {
    if (this.stage !== 'ended') await this.end();
  }

  private async end(): Promise<void> {
    this.stage = 'ended';
    const { connection, lease, heartbeat } = this.host;
    heartbeat.stop();
    await lease.giveBack();
    // What cannot be deleted now is swept later: nobody renews its beat.
    if (!this.committed && !connection.isAway()) await forget(connection, this.token).catch(() => undefined);
    this.host.ended(this);
  }

  private expect(stage: Stage): void {
    if (this.stage !== stage) throw new Error(`this import is ${this.stage}; it should be ${stage}`);
  }
}
