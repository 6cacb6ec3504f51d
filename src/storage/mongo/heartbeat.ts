import type { Connection } from './connection.js';

const BEAT_MS = 10_000;

/** Says every few seconds, by the server's clock, that a batch is being worked on. */
export class Heartbeat {
  private readonly timer: NodeJS.Timeout;

  constructor(connection: Connection, token: string) {
    const batches = connection.raw.batches;
    this.timer = setInterval(() => {
      // One that does not arrive is made up for by the next.
      void batches
        .updateOne({ _id: token, state: 'open' }, { $currentDate: { beat: true } })
        .catch(() => undefined);
    }, BEAT_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
