import type { BatchStart } from '../../domain/batch.js';
import type { Connection } from './connection.js';
import type { BatchDocument } from './models.js';

/** A committed batch that was not taken back. */
export interface LiveBatch extends Pick<BatchStart, 'importer' | 'contributors'> {
  readonly id: number;
  readonly token: string;
}

/** The store at a sequence number: the batches whose rows count, by their token. Never changes. */
export interface Moment {
  readonly sequence: number;
  readonly live: ReadonlyMap<string, LiveBatch>;
}

type Step = Pick<BatchDocument, '_id' | 'sequence' | 'undoes' | 'body'>;

function advance(moment: Moment, steps: readonly Step[]): Moment {
  const live = new Map(moment.live);
  const tokens = new Map([...live.values()].map(({ id, token }) => [id, token]));
  let sequence = moment.sequence;
  for (const { _id: token, sequence: id, undoes, body } of steps) {
    // A reader can meet a step before the one that came first; it waits for that one.
    if (id !== sequence + 1) break;
    sequence = id;
    if (undoes === undefined) {
      const { importer, contributors } = JSON.parse(body!) as BatchStart;
      live.set(token, { id, token, importer, contributors });
      tokens.set(id, token);
    } else live.delete(tokens.get(undoes)!);
  }
  return { sequence, live };
}

/** What was committed and taken back, in order. Steps never change, so that only new ones are read. */
export class Log {
  private moment: Moment = { sequence: 0, live: new Map() };

  constructor(private readonly connection: Connection) {}

  /** The present. */
  async now(): Promise<Moment> {
    const { batches } = this.connection.raw;
    const known = this.moment;
    const steps = await this.connection.attempt(() =>
      batches
        .find<Step>(
          { sequence: { $gt: known.sequence } },
          { projection: { sequence: 1, undoes: 1, body: 1 } },
        )
        .sort({ sequence: 1 })
        .toArray(),
    );
    if (steps.length === 0) return known;
    const moment = advance(known, steps);
    if (moment.sequence > this.moment.sequence) this.moment = moment;
    return moment;
  }
}
