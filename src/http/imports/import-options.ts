import type { ImportRequest } from '../../app/import-offers.js';
import type { ImportParameters } from '../../contract/import-request.js';
import type { IngestOptions } from '../../ingest/ingest-options.js';

/** `field:value` or `field=value`; a field may be written as in JSON or as in a CSV. */
function settings(texts: readonly string[] = []): (readonly [field: string, value: string])[] {
  return texts.map((text) => {
    const at = text.search(/[:=]/);
    const field = text.slice(0, at).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [field, text.slice(at + 1)] as const;
  });
}

function ingestOptions(query: ImportParameters): IngestOptions {
  const { source, delimiter, encoding, decimal, dateFormat, headerRow, evidenceTier, duplicates } = query;
  const map = new Map<string, string[]>();
  for (const [field, column] of settings(query.map)) map.set(field, [...(map.get(field) ?? []), column]);
  return {
    map: Object.fromEntries(map),
    set: Object.fromEntries(settings(query.set)),
    source,
    delimiter,
    encoding,
    decimal,
    dateFormat,
    headerRow,
    evidenceTier,
    duplicates,
  };
}

/** What the parameters of a posted file ask of its import. */
export function importRequest(query: ImportParameters): ImportRequest {
  return {
    ingest: ingestOptions(query),
    contributors: query.public ? 'public' : query.eachRowAPerson ? 'each-row' : 'importer',
    dryRun: query.dryRun === true,
    strict: query.strict === true,
  };
}
