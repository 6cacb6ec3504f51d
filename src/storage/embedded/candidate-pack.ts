import type { Candidate } from '../../domain/ports.js';

/** Bytes of a record before its body: key, content, line, length of the body, length of the raw cells. */
const HEADER = 96;
const CAPACITY = 48 * 1024;
const MAX_BYTES_A_UNIT = 3;
const DIGEST = /^[0-9a-f]{32}$/;

/** A candidate as text. */
export interface CandidateText {
  readonly digests: string;
  readonly line: number;
  readonly body: string;
  readonly raw: string;
}

export function candidateText(candidate: Candidate): CandidateText {
  const { key, content, line, text } = candidate;
  if (!DIGEST.test(key) || !DIGEST.test(content)) {
    throw new Error(`key ${key} and content ${content} of line ${line} must be 32 hex digits each`);
  }
  const body = text?.entry ?? JSON.stringify(candidate.entry);
  return { digests: key + content, line, body, raw: text?.raw ?? JSON.stringify(candidate.raw) };
}

/**
 * Many candidates in one blob: binding a row of values costs more than all else that is done with it, so rows go to
 * the database a hundred at a time, and SQL takes them apart (`candidateView`).
 */
export class CandidatePack {
  private buffer = Buffer.allocUnsafe(CAPACITY);
  private size = 0;
  private starts: number[] = [];

  /** Whether another candidate surely fits in; an empty pack has room for any. */
  hasRoom({ body, raw }: CandidateText): boolean {
    return this.size === 0 || this.size + this.mostBytes(body, raw) <= this.buffer.length;
  }

  add({ digests, line, body, raw }: CandidateText): void {
    const most = this.mostBytes(body, raw);
    if (this.size === 0 && most > this.buffer.length) this.buffer = Buffer.allocUnsafe(most);
    const start = this.size;
    const bodyLength = this.buffer.write(body, start + HEADER, 'utf8');
    const rawLength = this.buffer.write(raw, start + HEADER + bodyLength, 'utf8');
    const numbers =
      String(line).padStart(12, '0') +
      String(bodyLength).padStart(10, '0') +
      String(rawLength).padStart(10, '0');
    this.buffer.write(digests + numbers, start, 'latin1');
    this.starts.push(start + 1);
    this.size = start + HEADER + bodyLength + rawLength;
  }

  /** The candidates so far, and empties the pack. The records are overwritten by what is added next. */
  take(): { rows: number; starts: string; records: Buffer } {
    const taken = {
      rows: this.starts.length,
      starts: JSON.stringify(this.starts),
      records: this.buffer.subarray(0, this.size),
    };
    this.size = 0;
    this.starts = [];
    if (this.buffer.length > CAPACITY) this.buffer = Buffer.allocUnsafe(CAPACITY);
    return taken;
  }

  private mostBytes(body: string, raw: string): number {
    return HEADER + MAX_BYTES_A_UNIT * (body.length + raw.length);
  }
}

const numberAt = (offset: number, length: number): string =>
  `cast(cast(substr(records, value + ${offset}, ${length}) as text) as integer)`;

/**
 * The packs of a batch, and a view of them, a row a candidate. `pack` has a rowid for a reason: only of such tables
 * SQLite keeps a large value at hand between rows, instead of reading it again for every candidate.
 */
export const candidateView = `
  create temp table pack (id integer primary key, bucket integer, rows integer, starts text, records blob);
  create index temp.pack_bucket on pack (bucket);
  create temp view candidate as
    select bucket, pack, start,
      unhex(substr(records, start, 32)) as key,
      unhex(substr(records, start + 32, 32)) as content,
      line,
      cast(substr(records, start + ${HEADER}, body_length) as text) as body,
      cast(substr(records, start + ${HEADER} + body_length, raw_length) as text) as raw
    from (
      select bucket, pack.id as pack, records, value as start,
        ${numberAt(64, 12)} as line, ${numberAt(76, 10)} as body_length, ${numberAt(86, 10)} as raw_length
      from pack, json_each(starts)
    );
`;
