import type { ImportReport } from './import-offers.js';

/** What an import did, as it is given out in JSON. */
export type ImportDocument = ImportReport & { readonly rejectsFile: string | null };

/** The JSON of an import's report; `rejectsFile` is where the rows that stayed outside are, null where there are none. */
export function importDocument(report: ImportReport, rejectsFile: string | null): ImportDocument {
  const { batch, file, sha256, rows, accepted, updated, duplicate, quarantined, rejected } = report;
  const counts = { rows, accepted, updated, duplicate, quarantined, rejected };
  const { mapping, seconds, plan, changes, firstFindings } = report;
  return { batch, file, sha256, ...counts, mapping, rejectsFile, seconds, plan, changes, firstFindings };
}
