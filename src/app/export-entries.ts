import { csvFields, type Entry } from '../domain/entry.js';
import { csvLine } from '../ingest/csv-write.js';
import { canonicalRow } from './canonical-row.js';
import type { AppContext } from './context.js';
import { entryJson } from './entry-json.js';

/** All current entries as canonical CSV text, in chunks; the header comes first. Cells are safe in a spreadsheet. */
export async function* exportCsv({ store }: AppContext): AsyncIterable<string> {
  yield csvLine(csvFields);
  for await (const chunk of store.entries()) {
    yield chunk.map(({ entry }) => csvLine(canonicalRow(entry, csvFields))).join('');
  }
}

/** All current entries for JSON, in chunks. */
export async function* exportEntries({ store }: AppContext): AsyncIterable<readonly Entry[]> {
  for await (const chunk of store.entries()) yield chunk.map(({ entry }) => entryJson(entry));
}
