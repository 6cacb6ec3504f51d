import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestOptions } from '../../src/ingest/csv-import.js';
import { parseMappingFile } from '../../src/ingest/mapping-file.js';
import { fileSource, importInFull, type Imported } from './import-in-full.js';

const root = join(__dirname, '../..');
const folder = join(root, '../shared/datasets');

/** Whether the folder of real pay data is at hand. */
export const haveDatasets = existsSync(folder);

/** A file of real offers; without a mapping it is understood by its header alone. */
export interface Dataset {
  readonly file: string;
  readonly mapping?: string;
}

export const datasets: readonly Dataset[] = [
  { file: 'aijobs-net/salaries.csv', mapping: 'aijobs-net.json' },
  { file: 'dou-ua-salaries/2024_dec_raw.csv', mapping: 'dou-ua-2024-12.json' },
  { file: 'koodiklinikka-palkkakysely/2021-results.tsv', mapping: 'koodiklinikka-2021.json' },
  { file: 'koodiklinikka-palkkakysely/2022-results.tsv' },
  { file: 'koodiklinikka-palkkakysely/2023-results-en.tsv' },
  { file: 'koodiklinikka-palkkakysely/2023-results-fi.tsv' },
  { file: 'koodiklinikka-palkkakysely/2024-results-en.tsv' },
  { file: 'koodiklinikka-palkkakysely/2024-results-fi.tsv' },
  { file: 'koodiklinikka-palkkakysely/2025-data.tsv', mapping: 'koodiklinikka-2025.json' },
  { file: 'stackoverflow-2017-small/stack_overflow.csv', mapping: 'stackoverflow-2017.json' },
  { file: 'stackoverflow-2025-extract/survey_results_public.csv', mapping: 'stackoverflow-2025.json' },
  { file: 'splits/aijobs-random-test.csv' },
  { file: 'splits/aijobs-random-train.csv' },
  { file: 'splits/aijobs-time-test.csv' },
  { file: 'splits/aijobs-time-train.csv' },
  { file: 'splits/dou-random-test.csv' },
  { file: 'splits/dou-random-train.csv' },
];

export function datasetPath({ file }: Dataset): string {
  return join(folder, file);
}

const imported = new Map<string, Promise<Imported>>();

/** A dataset imported with its mapping, once a test file. */
export function importDataset(dataset: Dataset): Promise<Imported> {
  const key = `${dataset.file} ${dataset.mapping}`;
  let result = imported.get(key);
  if (result === undefined) {
    const path = dataset.mapping && join(root, 'fixtures/mappings', dataset.mapping);
    const options: Partial<IngestOptions> = path
      ? { saved: parseMappingFile(readFileSync(path, 'utf8'), path) }
      : {};
    imported.set(key, (result = importInFull(fileSource(datasetPath(dataset)), options)));
  }
  return result;
}
