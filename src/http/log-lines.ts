import type { DestinationStream } from 'pino';

/** A line waits for others so long at most. */
const WAIT_MS = 50;

/**
 * A log that writes lines to a stream together: a write for each would take long where many requests are answered. What
 * still waits when the process ends is written then.
 */
export function logLines(stream: Pick<NodeJS.WriteStream, 'write'>): DestinationStream {
  let waiting = '';
  const flush = (): void => {
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    stream.write(lines);
  };
  process.once('exit', flush);
  return {
    write: (line) => {
      if (waiting === '') setTimeout(flush, WAIT_MS).unref();
      waiting += line;
    },
  };
}
