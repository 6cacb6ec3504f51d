import { on } from 'node:events';
import type { MessagePort, Worker } from 'node:worker_threads';
import { RowStage, type LastRows, type StageSpec, type StageTools } from './row-stage.js';
import type { StagedRows } from './staged-rows.js';

/** How many pieces of a file may be with the other thread at once: it is never idle, and memory stays bounded. */
const AHEAD = 4;

/** What is told to the thread: a piece of the file, or null at its end. */
type Piece = Uint8Array<ArrayBuffer> | null;

/** The other thread's side: answers every piece with its rows. */
export function serveRowStage(port: MessagePort, spec: StageSpec, tools: StageTools): void {
  const stage = new RowStage(spec, tools);
  port.on('message', (piece: Piece) => {
    port.postMessage(piece === null ? stage.end() : stage.push(piece));
  });
}

/** A piece in memory of its own, which can change threads without being copied. */
function own(piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const isWhole = piece.buffer instanceof ArrayBuffer && piece.byteLength === piece.buffer.byteLength;
  return isWhole ? (piece as Uint8Array<ArrayBuffer>) : new Uint8Array(piece);
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
    return (next.value as [StagedRows])[0];
  };
  try {
    for await (const piece of bytes) {
      const message = own(piece);
      thread.postMessage(message, [message.buffer]);
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

/** The same in this thread. Pieces are small, so that what one leaves behind is cleared away quickly. */
export async function* stagedHere(
  stage: RowStage,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<StagedRows | LastRows> {
  const most = 32_768;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; at += most) yield stage.push(piece.subarray(at, at + most));
  }
  yield stage.end();
}
