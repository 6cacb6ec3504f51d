import { on } from 'node:events';
import type { MessagePort, Worker } from 'node:worker_threads';
import { RowStage, type LastRows, type StageSpec, type StageTools } from './row-stage.js';
import type { StagedRows } from './staged-rows.js';

/** How many pieces of a file may be with the other thread at once: it is never idle, and memory stays bounded. */
const AHEAD = 8;
const PIECE = 24_576;

/** What is told to the thread: a piece of the file, or null at its end. */
type Piece = Uint8Array<ArrayBuffer> | null;

/** Rows as few large values, which change threads quicker than many small ones: JSON has no line breaks of its own. */
interface PackedRows {
  readonly rest: Omit<StagedRows | LastRows, 'lines' | 'entries' | 'cells'>;
  readonly lines: Uint32Array<ArrayBuffer>;
  readonly entries: string;
  readonly cells: string;
}

function packed({ lines, entries, cells, ...rest }: StagedRows): PackedRows {
  return { rest, lines: Uint32Array.from(lines), entries: entries.join('\n'), cells: cells.join('\n') };
}

function unpacked({ rest, lines, entries, cells }: PackedRows): StagedRows {
  const items = (text: string): string[] => (lines.length === 0 ? [] : text.split('\n'));
  return { ...rest, lines: [...lines], entries: items(entries), cells: items(cells) };
}

/** The other thread's side: answers every piece with its rows. */
export function serveRowStage(port: MessagePort, spec: StageSpec, tools: StageTools): void {
  const stage = new RowStage(spec, tools);
  port.on('message', (piece: Piece) => {
    const rows = packed(piece === null ? stage.end() : stage.push(piece));
    port.postMessage(rows, [rows.lines.buffer]);
  });
}

/** A file in small pieces: what the rows of one take up is cleared away quickly, and not taken for what stays. */
async function* small(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; at += PIECE) yield piece.subarray(at, at + PIECE);
  }
}

/** The rows of a file by a thread that `serveRowStage` runs in, in the file's order. Ends the thread. */
export async function* stagedByThread(
  thread: Worker,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<StagedRows | LastRows> {
  const answers = on(thread, 'message')[Symbol.asyncIterator]();
  let flying = 0;
  const answer = async (): Promise<StagedRows> => {
    const next = await answers.next();
    flying--;
    return unpacked((next.value as [PackedRows])[0]);
  };
  try {
    for await (const piece of small(bytes)) {
      // A copy, which can change threads while the rest of the file's bytes stay.
      const own: Piece = new Uint8Array(piece);
      thread.postMessage(own, [own.buffer]);
      flying++;
      if (flying >= AHEAD) yield await answer();
    }
    thread.postMessage(null);
    flying++;
    while (flying > 0) yield await answer();
  } finally {
    await thread.terminate();
  }
}

/** The same in this thread. */
export async function* stagedHere(
  stage: RowStage,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<StagedRows | LastRows> {
  for await (const piece of small(bytes)) yield stage.push(piece);
  yield stage.end();
}
