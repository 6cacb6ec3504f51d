import type { ImportJob } from './import-job.js';

/** Comments in between keep what lies on the way from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

const names = { running: 'progress', done: 'done', failed: 'failed' } as const;

/** Waits for the next change of a job, false where none comes for a while; `leave` ends the waiting. */
function nextChange(job: ImportJob): { readonly came: Promise<boolean>; readonly leave: () => void } {
  let leave = (): void => undefined;
  const came = new Promise<boolean>((resolve) => {
    const unwatch = job.watch(() => {
      resolve(true);
    });
    const timer = setTimeout(resolve, HEARTBEAT_MS, false);
    leave = () => {
      unwatch();
      clearTimeout(timer);
    };
  });
  return { came, leave };
}

/** An event as its lines in a stream. */
export function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The events of a job from now to its end. A slow reader misses some progress, never the end. */
export async function* jobEvents(job: ImportJob): AsyncGenerator<string> {
  let quiet = false;
  for (;;) {
    const { came, leave } = nextChange(job);
    try {
      if (quiet) {
        yield ': still there\n\n';
      } else {
        const document = job.document();
        yield eventText(names[document.state], document);
        if (document.state !== 'running') return;
      }
      quiet = !(await came);
    } finally {
      leave();
    }
  }
}
