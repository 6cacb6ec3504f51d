import type { AppContext } from './context.js';
import { importByThread } from './import-by-thread.js';
import { importOffers, type ImportReport, type ImportRequest } from './import-offers.js';
import { spooledSource, type SpooledFile } from './spooled-file.js';

/**
 * Smaller files are imported by the thread that answers: it stops for less than 50 ms, where a thread takes 300 ms of a
 * processor to begin, with a vocabulary and a store of its own.
 */
const SMALL = 64 * 1024;

/**
 * Imports a file that has arrived as `importOffers` does, by a thread of its own where there can be one and the file is
 * worth it. The signal stops it, unless its rows are all read already; nothing of it stays then.
 */
export async function importFile(
  file: SpooledFile,
  request: ImportRequest,
  context: AppContext,
  signal: AbortSignal,
): Promise<ImportReport> {
  const { openImportThread, person, store } = context;
  if (!openImportThread || file.size < SMALL) {
    return importOffers(spooledSource(file, signal), request, context);
  }
  // A store that is known to be away need not be looked for again.
  await store.sequence();
  const { ingest, contributors, dryRun, strict, onFindings } = request;
  const terms = { ingest, contributors, dryRun, strict };
  const order = { file, terms, person, tellsFindings: onFindings !== undefined };
  return importByThread(openImportThread(order), request, signal);
}
