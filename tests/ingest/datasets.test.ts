import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowProblemSchema } from '../../src/domain/batch.js';
import type { Entry } from '../../src/domain/entry.js';
import { problemText } from '../../src/ingest/rejects-file.js';
import { datasetPath, datasets, haveDatasets, importDataset, type Dataset } from './datasets.js';
import { counted, type Imported } from './import-in-full.js';

const describeOnData = haveDatasets ? describe : describe.skip;
const where = haveDatasets ? '' : ' (the folder ../shared/datasets is not here)';

/** The rows below the header, by a plain reader: blank lines are none. */
function plainRows(dataset: Dataset): string[][] {
  const options = { delimiter: dataset.file.endsWith('.tsv') ? '\t' : ',', bom: true, relax_quotes: true };
  return parse(readFileSync(datasetPath(dataset)), { ...options, skip_empty_lines: true }).slice(1);
}

/** Of the rows whose cells of pay hold a figure that is not implausible: how many came in. */
function usablePay({ candidates, findings, plan }: Imported): { came: number; usable: number } {
  const columns = ['pay', 'pay_min', 'pay_max']
    .flatMap((field) => plan.mapping[field] ?? [])
    .map((column) => plan.columns.indexOf(column));
  const refused = findings.filter(
    ({ fate, raw }) => fate === 'rejected' && columns.some((index) => /[1-9]/.test(raw[index] ?? '')),
  );
  return { came: candidates.length, usable: candidates.length + refused.length };
}

describeOnData(`files of real offers${where}`, () => {
  const table: string[] = [];

  test.each(datasets)('$file comes in, and every row that does not says why', async (dataset) => {
    const imported = await importDataset(dataset);
    expect(imported.rows).toBe(plainRows(dataset).length);
    for (const { problems } of imported.findings) {
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) rowProblemSchema.parse(problem);
    }
    const { came, usable } = usablePay(imported);
    expect(came).toBeGreaterThanOrEqual(0.97 * usable);
    const counts = [came, counted(imported, 'quarantined'), counted(imported, 'rejected')];
    expect(counts.reduce((sum, count) => sum + count)).toBe(imported.rows);
    const cells = [imported.rows, ...counts].map((count) => String(count).padStart(8)).join('');
    table.push(`${dataset.file.padEnd(52)}${cells}${((100 * came) / usable).toFixed(2).padStart(8)} %`);
  });

  test('together make this table of fates', () => {
    const header = `${'file'.padEnd(52)}${['rows', 'accepted', 'quarant.', 'rejected', 'usable'].map((word) => word.padStart(9)).join('')}`;
    process.stdout.write(`\n${[header, ...table].join('\n')}\n\n`);
    expect(table).toHaveLength(datasets.length);
  });

  test('at least four surveys need no mapping at all', () => {
    const unaided = datasets.filter(
      ({ file, mapping }) => mapping === undefined && !file.startsWith('splits/'),
    );
    expect(unaided.length).toBeGreaterThanOrEqual(4);
  });

  test('74,301 offers of one source keep their 39,304 exact duplicates', async () => {
    const { candidates, plan } = await importDataset(datasets[0]!);
    expect(candidates).toHaveLength(74_301);
    expect(new Set(candidates.map(({ key }) => key)).size).toBe(74_301);
    expect(plan.duplicates.policy).toBe('keep');
  });
});

interface HandChecked extends Dataset {
  readonly rows: readonly {
    readonly line: number;
    /** Fields with the values that a person read in the raw file; null where it says nothing. */
    readonly entry?: Readonly<Record<string, unknown>>;
    readonly rejected?: string;
    readonly quarantined?: string;
  }[];
}

const handChecked = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/import/hand-checked.json'), 'utf8'),
) as HandChecked[];

describeOnData(`cells that a person read in the raw files come out the same${where}`, () => {
  test('they are at least 200', () => {
    const cells = handChecked.flatMap(({ rows }) =>
      rows.flatMap(({ entry }) => Object.keys(entry ?? { fate: '' })),
    );
    expect(cells.length).toBeGreaterThanOrEqual(200);
  });

  test.each(handChecked)('in $file', async ({ rows, ...dataset }) => {
    const { candidates, findings } = await importDataset(dataset);
    const entries = new Map(candidates.map(({ line, entry }) => [line, entry]));
    const found = new Map(findings.map((finding) => [finding.line, finding]));
    for (const { line, entry, rejected, quarantined } of rows) {
      if (entry !== undefined) {
        const read = entries.get(line)!;
        const fields = Object.keys(entry) as (keyof Entry)[];
        expect({ line, ...Object.fromEntries(fields.map((field) => [field, read[field] ?? null])) }).toEqual({
          line,
          ...entry,
        });
      } else {
        const { fate, problems } = found.get(line)!;
        expect({ line, fate }).toEqual({ line, fate: rejected === undefined ? 'quarantined' : 'rejected' });
        expect(problems.map(problemText).join()).toContain(rejected ?? quarantined);
      }
    }
  });
});
