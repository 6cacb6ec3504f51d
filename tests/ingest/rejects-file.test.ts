import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { csvLine, unguarded } from '../../src/ingest/csv-write.js';
import { rejectsHeader, rejectsRows } from '../../src/ingest/rejects-file.js';
import { importInFull, memorySource } from './import-in-full.js';

describe('CSV that is written', () => {
  const cells = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1+1', "'=x", '-5', '@a', '\t', "''+")),
    {
      minLength: 1,
      maxLength: 5,
    },
  );

  test('reads back the same once its guards are off', () => {
    fc.assert(
      fc.property(cells, (row) => {
        const [read] = parse(csvLine(row), { relax_column_count: false });
        expect(read!.map(unguarded)).toEqual(row);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('has no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(cells, (row) => {
        const [read] = parse(csvLine(row), {});
        expect(read!.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

const TEXT = [
  'Company,Job title,Salary,Currency,Period',
  '=cmd(),Engineer,a lot,EUR,year',
  "'s Hertog,Engineer,50000,EUR,year",
  'Acme,Engineer,"2600*12,5",EUR,month',
  'Bolt,Engineer,60000,EUR',
  'Coil,Engineer,60000,EUR,year,too,much',
  'Dent,Engineer,5,EUR,year',
].join('\n');

async function rejectsOf(text: string): Promise<string> {
  const { findings, plan } = await importInFull(memorySource(text));
  return rejectsHeader(plan.columns) + rejectsRows(findings, plan.columns);
}

describe('a rejects file', () => {
  test('holds the original cells, and line, fate and reason of every row that stayed outside', async () => {
    const [header, ...rows] = parse(await rejectsOf(TEXT), {});
    expect(header).toEqual([
      'Company',
      'Job title',
      'Salary',
      'Currency',
      'Period',
      'reject_line',
      'reject_fate',
      'reject_reason',
    ]);
    expect(rows.map(([company, , salary, , , line, fate]) => [company, salary, line, fate])).toEqual([
      ["'=cmd()", 'a lot', '2', 'rejected'],
      ['Acme', '2600*12,5', '4', 'rejected'],
      ['Bolt', '60000', '5', 'rejected'],
      ['Coil,Engineer,60000,EUR,year,too,much', '', '6', 'rejected'],
      ['Dent', '5', '7', 'quarantined'],
    ]);
    for (const row of rows) expect(row[7]).toMatch(/found .+, expected .+; .+/);
  });

  test('imported as it is refuses the same rows', async () => {
    const rejects = await rejectsOf(TEXT);
    const again = await importInFull(memorySource(rejects));
    expect(again.candidates).toEqual([]);
    expect(again.rows).toBe(5);
    expect(again.findings[0]!.raw[0]).toBe('=cmd()');
  });

  test('corrected comes in alone, as rows of the same source', async () => {
    const corrected = (await rejectsOf(TEXT))
      .replace('a lot', '52000')
      .replace('"2600*12,5"', '2600')
      .replace('60000,EUR,,', '60000,EUR,year,')
      .replace('"Coil,Engineer,60000,EUR,year,too,much",,,,', 'Coil,Engineer,60000,EUR,year')
      .replace(',5,EUR', ',50000,EUR');
    const { candidates, findings, plan } = await importInFull(memorySource(corrected));
    expect(findings).toEqual([]);
    expect(candidates.map(({ entry }) => entry.employer)).toEqual(['=cmd()', 'Acme', 'Bolt', 'Coil', 'Dent']);
    const original = await importInFull(memorySource(TEXT));
    expect(plan.source).toBe(original.plan.source);
    expect(plan.columns).toEqual(original.plan.columns);
  });
});
