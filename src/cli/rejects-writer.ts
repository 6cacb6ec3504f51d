import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { MarketWorthError } from '../core/errors.js';
import type { Finding } from '../domain/ports.js';
import type { ImportPlan } from '../ingest/csv-import.js';
import { rejectsHeader, rejectsRows } from '../ingest/rejects-file.js';

/**
 * Writes the rows that were quarantined or rejected to a file as they come; nothing is created while there are none. A
 * duplicate needs no mending: its twin was taken.
 */
export function rejectsWriter(path: string | undefined): {
  write: ((findings: readonly Finding[], plan: ImportPlan) => Promise<void>) | undefined;
  close: () => Promise<string | null>;
} {
  if (path === undefined) return { write: undefined, close: () => Promise.resolve(null) };
  let stream: ReturnType<typeof createWriteStream> | undefined;
  let failure: Error | undefined;
  return {
    write: async (findings, plan) => {
      const refused = findings.filter(({ fate }) => fate !== 'duplicate');
      if (refused.length === 0) return;
      if (!stream) {
        stream = createWriteStream(path);
        stream.on('error', (error) => (failure = error));
        stream.write(rejectsHeader(plan.columns));
      }
      if (!stream.write(rejectsRows(refused, plan.columns)) && !failure) await once(stream, 'drain');
      if (failure)
        throw new MarketWorthError('FILE_UNREADABLE', `${path} cannot be written: ${failure.message}.`);
    },
    close: async () => {
      if (!stream || failure) return null;
      if (!stream.closed) await once(stream.end(), 'close');
      return path;
    },
  };
}

/** Several files would write over one another's rejects: each after the first gets its number in the name. */
export function rejectsPath(path: string | undefined, index: number): string | undefined {
  return path === undefined || index === 0
    ? path
    : path.replace(/(\.[^./\\]*)?$/, (ending) => `.${index + 1}${ending}`);
}
