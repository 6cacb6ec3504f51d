import type { AppContext } from './context.js';
import { importByThread } from './import-by-thread.js';
import { importOffers, type ImportReport, type ImportRequest } from './import-offers.js';
import { spooledSource, type SpooledFile } from './spooled-file.js';

const SMALL = 64 * 1024;

/**
 * Imports a file that has arrived, as `importOffers` does, which goes on until the signal: by a thread of its own where
 * there can be one and the file is worth it.
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
