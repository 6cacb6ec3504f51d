import { Option, type Command } from 'commander';
import { ingestOptionsOf, type FieldSetting } from '../app/import-request.js';
import { evidenceTiers, type EvidenceTier } from '../domain/offer.js';
import type { IngestOptions } from '../ingest/csv-import.js';
import { parseMappingFile } from '../ingest/mapping-file.js';
import { each, readOptionFile, setting } from './options.js';

/** What a user says of the columns and the dialect of a CSV file. */
export interface ColumnOptions {
  readonly map?: readonly FieldSetting[];
  readonly set?: readonly FieldSetting[];
  readonly source?: string;
  readonly mapping?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly decimal?: '.' | ',';
  readonly dateFormat?: 'ymd' | 'mdy' | 'dmy';
  readonly headerRow?: number;
  readonly evidenceTier?: EvidenceTier;
  readonly duplicates?: 'keep' | 'drop';
}

/** Adds the options that say how a CSV file is to be read. */
export function columnOptions(command: Command): Command {
  return command
    .option('--map <field=column>', 'read a field from a column; repeatable', each(setting))
    .option('--set <field=value>', 'give a field a value in every row; repeatable', each(setting))
    .option('--source <name>', 'where the rows come from; rows are recognised again within a source')
    .option('--mapping <file>', 'a saved mapping')
    .option('--delimiter <character>', 'what separates cells; `tab` for a tab')
    .option('--encoding <name>', 'character encoding, such as utf-8 or windows-1252')
    .addOption(new Option('--decimal <sign>', 'decimal sign').choices(['.', ',']))
    .addOption(new Option('--date-format <order>', 'order of day and month').choices(['ymd', 'mdy', 'dmy']))
    .option('--header-row <line>', 'line of the header, from 1', Number)
    .addOption(new Option('--evidence-tier <tier>', 'how firm the offers are').choices(evidenceTiers))
    .addOption(new Option('--duplicates <policy>', 'identical rows of a file').choices(['keep', 'drop']));
}

/** The options as ingestion takes them; a saved mapping is read from its file. */
export async function ingestOptions({ mapping, ...options }: ColumnOptions): Promise<IngestOptions> {
  const saved = mapping === undefined ? undefined : parseMappingFile(await readOptionFile(mapping), mapping);
  return ingestOptionsOf({ ...options, saved });
}
