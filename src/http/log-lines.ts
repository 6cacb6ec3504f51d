import type { DestinationStream } from 'pino';

/**
 * A log whose lines are written to a stream as one at the end of each turn of the event loop: a write for each would take
 * long where many requests are answered. What has not been written when the process ends is written then.
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
      if (waiting === '') setImmediate(flush);
      waiting += line;
    },
  };
}
