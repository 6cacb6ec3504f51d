import type { Batch, BatchStart, FateCounts } from '../../domain/batch.js';
import type { BatchWriter, Candidate, Finding, Settlement } from '../../domain/ports.js';
import { writeBatch } from './batch-records.js';
import type { Connection } from './connection.js';
import { lastSequence } from './sequence.js';
import { settleCandidates } from './settle.js';
import type { Staging } from './staging.js';

/** What a batch needs of its store. */
export interface BatchHost {
  /** Waits for the turn to write; the result gives it up. Fails with STORE_BUSY. */
  takeTurn(): Promise<() => void>;
  /** Told when the batch has let go of its connection. */
  ended(batch: EmbeddedBatch): void;
}

/** From `settle` on the batch holds the store's write lock, in a transaction that ends with it. */
type Stage = 'open' | 'settling' | 'settled' | 'ended';

/** An import into the embedded store, on a connection of its own: other reads go on seeing the store before it. */
export class EmbeddedBatch implements BatchWriter {
  private stage: Stage = 'open';
  private id = 0;
  private leaveTurn: (() => void) | undefined;

  constructor(
    private readonly start: BatchStart,
    private readonly connection: Connection,
    private readonly staging: Staging,
    private readonly host: BatchHost,
  ) {}

  async add(candidates: readonly Candidate[]): Promise<void> {
    this.expect('open');
    await this.staging.add(candidates);
  }

  async addFindings(findings: readonly Finding[]): Promise<void> {
    this.expect('open');
    await this.staging.addFindings(findings);
  }

  async remove(keys: readonly string[]): Promise<void> {
    this.expect('open');
    await this.staging.remove(keys);
  }

  async settle(): Promise<Settlement> {
    this.expect('open');
    this.stage = 'settling';
    const buckets = await this.staging.finish();
    this.leaveTurn = await this.host.takeTurn();
    await this.connection.exec('begin immediate');
    this.id = (await lastSequence(this.connection)) + 1;
    const settlement = await settleCandidates(this.connection, buckets, this.id);
    this.stage = 'settled';
    return settlement;
  }

  async commit(counts: FateCounts, sha256: string): Promise<Batch> {
    this.expect('settled');
    const batch = await writeBatch(this.connection, this.id, this.start, counts, sha256);
    await this.connection.exec('commit');
    await this.connection.checkpoint();
    await this.end();
    return batch;
  }

  async abort(): Promise<void> {
    if (this.stage !== 'ended') await this.end();
  }

  private async end(): Promise<void> {
    this.stage = 'ended';
    try {
      await this.connection.close();
    } finally {
      this.leaveTurn?.();
      this.host.ended(this);
    }
  }

  private expect(stage: Stage): void {
    if (this.stage !== stage) throw new Error(`this import is ${this.stage}; it should be ${stage}`);
  }
}
