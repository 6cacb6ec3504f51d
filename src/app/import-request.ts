import type { IngestOptions } from '../ingest/ingest-options.js';
import type { ImportRequest } from './import-offers.js';

/** A field and what it is read from, or set to. */
export type FieldSetting = readonly [field: string, value: string];

/** How a file is to be read, as a shell has it from its user. */
export interface AskedReading extends Omit<IngestOptions, 'map' | 'set'> {
  /** A field given several times is read from several columns. */
  readonly map?: readonly FieldSetting[] | undefined;
  readonly set?: readonly FieldSetting[] | undefined;
}

/** What is asked of an import beside how its file is to be read. */
export interface AskedImport {
  readonly eachRowAPerson?: boolean | undefined;
  readonly public?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly strict?: boolean | undefined;
}

/** What was asked as ingestion takes it. Fields are any text, so they are never keys of a bare object. */
export function ingestOptionsOf({ map = [], set = [], ...asked }: AskedReading): IngestOptions {
  const { source, saved, delimiter, encoding, decimal, dateFormat, headerRow, evidenceTier, duplicates } =
    asked;
  const columns = new Map<string, string[]>();
  for (const [field, column] of map) columns.set(field, [...(columns.get(field) ?? []), column]);
  const dialect = { delimiter, encoding, decimal, dateFormat, headerRow };
  return {
    map: Object.fromEntries(columns),
    set: Object.fromEntries(set),
    source,
    saved,
    ...dialect,
    evidenceTier,
    duplicates,
  };
}

/** An import of a file that is read as `ingest` says. */
export function importRequestOf(ingest: IngestOptions, asked: AskedImport): ImportRequest {
  return {
    ingest,
    contributors: asked.public ? 'public' : asked.eachRowAPerson ? 'each-row' : 'importer',
    dryRun: asked.dryRun === true,
    strict: asked.strict === true,
  };
}
