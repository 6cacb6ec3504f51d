import type { ImportProgress } from '../../app/import-offers.js';
import { formatNumber } from '../../guidance/format.js';
import type { Output } from '../environment.js';

const ON_TERMINAL_MS = 100;
const IN_LOG_MS = 5000;

/** How far an import has come, in a line: rows, share of the file, rate, time left. */
export function progressLine({ rows, bytes, totalBytes }: ImportProgress, elapsedMs: number): string {
  const rate = rows / Math.max(elapsedMs / 1000, 0.001);
  const parts = [`${formatNumber(rows)} rows`, `${formatNumber(rate)} rows/s`];
  if (totalBytes !== undefined && totalBytes > 0 && bytes > 0) {
    const share = Math.min(1, bytes / totalBytes);
    parts.splice(1, 0, `${Math.floor(share * 100)} %`);
    parts.push(`${Math.ceil((elapsedMs / 1000) * (1 / share - 1))} s left`);
  }
  return parts.join(', ');
}

/**
 * Shows progress on `err`: one line that is written over on a terminal, a line now and then in a log. Short imports
 * show none. `done` clears the line.
 */
export function showProgress(
  err: Output,
  now: () => number,
): { update: (progress: ImportProgress) => void; done: () => Promise<void> } {
  const began = now();
  let shown = began;
  let open = false;
  return {
    update: (progress) => {
      const time = now();
      if (time - shown < (err.isTTY ? ON_TERMINAL_MS : IN_LOG_MS)) return;
      shown = time;
      const line = progressLine(progress, time - began);
      open = err.isTTY;
      void err.write(err.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    },
    done: async () => {
      if (open) await err.write('\r\u001b[K');
    },
  };
}
