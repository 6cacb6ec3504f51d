import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { within } from '../../core/within.js';
import type { Connection } from './connection.js';
import type { BatchDocument } from './models.js';

/** How long things about a stream take. */
export interface StreamTimes {
  /** How long the server waits for a change before it says that there was none. */
  readonly awaitMs: number;
  /** How much longer than that an answer may take. */
  readonly graceMs: number;
  /** The time before a stream is opened again, the first time and at most; it doubles from try to try. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

const STREAM_TIMES: StreamTimes = {
  awaitMs: 5000,
  graceMs: 12_000,
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
};
/** A server that does not wait for changes is not asked without end. */
const BREATH_MS = 100;

/** A commit is an update that sets a number, an undo an insert that has one; a sign of life does neither. */
const takesNumber = [
  {
    $match: {
      $or: [
        { 'updateDescription.updatedFields.sequence': { $exists: true } },
        { 'fullDocument.sequence': { $exists: true } },
      ],
    },
  },
];

const silent = (): Error => new Error('the change stream said nothing');

/**
 * Calls a listener when a batch or an undo of any process has taken a number, as long as the server streams changes, and
 * whenever a stream begins: there may have been some before. One that is refused or breaks is opened again, each process
 * at a time of its own. On a sharded cluster it can be seconds late. Never fails, and keeps no process alive.
 */
export class ChangeStream {
  private readonly ended = new AbortController();
  private stream: mongo.ChangeStream<BatchDocument> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly told: () => void,
    private readonly times = STREAM_TIMES,
  ) {
    // Its pauses end with a failure when it is stopped.
    this.keepUp().catch(() => undefined);
  }

  stop(): void {
    this.ended.abort();
    this.letGo();
  }

  private async keepUp(): Promise<void> {
    const { firstPauseMs, longestPauseMs } = this.times;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      const began = performance.now();
      if (!this.connection.isAway()) await this.follow().catch(() => undefined);
      this.letGo();
      if (performance.now() - began > longestPauseMs) pauseMs = firstPauseMs;
      await this.pause(pauseMs * (0.5 + Math.random() / 2));
    }
  }

  private async follow(): Promise<void> {
    const { awaitMs, graceMs } = this.times;
    const stream = this.connection.raw.batches.watch(takesNumber, { maxAwaitTimeMS: awaitMs });
    this.stream = stream;
    // Its first token says that it has begun.
    stream.once('resumeTokenChanged', this.told);
    while (!stream.closed) {
      const change = await within(awaitMs + graceMs, stream.tryNext(), silent);
      this.ended.signal.throwIfAborted();
      if (change) this.told();
      else await this.pause(BREATH_MS);
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { ref: false, signal: this.ended.signal });
  }

  private letGo(): void {
    this.stream?.close().catch(() => undefined);
    this.stream = undefined;
  }
}
