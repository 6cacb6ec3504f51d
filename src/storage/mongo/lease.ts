import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { busy } from './failures.js';
import type { SingleDocument } from './models.js';

/** The lease of those who settle and commit. */
export const WRITER = 'writer';
const FIRST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 100;

export interface LeaseTimes {
  /** How long to wait for another holder before failing with STORE_BUSY. */
  readonly waitMs: number;
  /** How often a holder gives a sign of life. */
  readonly beatMs: number;
  /** After how long without one it is taken for dead. */
  readonly deadMs: number;
}

type Found = Pick<SingleDocument, 'holder' | 'beat'>;

/**
 * The right to do something, as to settle and commit, held by one of all processes at a time. A holder counts as dead
 * when its beat stood still for as long as the one who waits could see; no clocks are compared. It only keeps others
 * from working in vain: that no two writers take the same number is seen to by the unique index on it.
 */
export class Lease {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly holder: string,
    private readonly times: LeaseTimes,
    private readonly name = WRITER,
  ) {}

  /** Makes what the lease is held by where it is missing. */
  async make(): Promise<void> {
    const first = { $setOnInsert: { holder: null, beat: 0 } };
    await this.connection.attempt(() => this.singles.updateOne({ _id: this.name }, first, { upsert: true }));
  }

  /** Waits for the lease; fails with STORE_BUSY. */
  async take(): Promise<void> {
    const began = performance.now();
    let seen: Found = {};
    let seenAt = began;
    for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(2 * lookMs, LONGEST_LOOK_MS)) {
      const now = performance.now();
      const dead = now - seenAt >= this.times.deadMs;
      if (await this.tryFrom(dead ? seen : { holder: null })) break;
      const found = await this.look();
      if (found.holder === this.holder) break;
      if (found.holder !== seen.holder || found.beat !== seen.beat)
        [seen, seenAt] = [found, performance.now()];
      if (now - began >= this.times.waitMs) {
        const seconds = this.times.waitMs / 1000;
        throw busy(this.connection.location, `another process has been writing for over ${seconds} s`);
      }
      await sleep(lookMs * (0.5 + Math.random() / 2));
    }
    this.timer = setInterval(() => void this.beat(), this.times.beatMs).unref();
  }

  /** Lets the next writer in. Never fails: who does not hear of it takes the holder for dead. */
  async giveBack(): Promise<void> {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.connection.isAway()) return;
    await this.connection
      .attempt(() =>
        this.singles.updateOne({ _id: this.name, holder: this.holder }, { $set: { holder: null, beat: 0 } }),
      )
      .catch(() => undefined);
  }

  private get singles() {
    return this.connection.raw.singles;
  }

  private async tryFrom(from: Found): Promise<boolean> {
    const taken = await this.connection.attempt(() =>
      this.singles.findOneAndUpdate({ _id: this.name, ...from }, { $set: { holder: this.holder, beat: 0 } }),
    );
    return taken !== null;
  }

  private async look(): Promise<Found> {
    const found = await this.connection.attempt(() => this.singles.findOne<Found>({ _id: this.name }));
    return { holder: found?.holder ?? null, beat: found?.beat ?? 0 };
  }

  private async beat(): Promise<void> {
    await this.singles
      .updateOne({ _id: this.name, holder: this.holder }, { $inc: { beat: 1 } })
      .catch(() => undefined);
  }
}
