import type { ImportRequest } from '../../app/import-offers.js';
import { importRequestOf, ingestOptionsOf, type FieldSetting } from '../../app/import-request.js';
import type { ImportParameters } from '../../contract/import-request.js';

/** `field:value` or `field=value`; a field may be written as in JSON or as in a CSV. */
function settings(texts: readonly string[] = []): FieldSetting[] {
  return texts.map((text) => {
    const at = text.search(/[:=]/);
    const field = text.slice(0, at).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [field, text.slice(at + 1)] as const;
  });
}

/** What the parameters of a posted file ask of its import. */
export function importRequest(query: ImportParameters): ImportRequest {
  const reading = { ...query, map: settings(query.map), set: settings(query.set) };
  return importRequestOf(ingestOptionsOf(reading), query);
}
