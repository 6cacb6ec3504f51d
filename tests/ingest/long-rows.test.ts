import { describe, expect, test } from '@jest/globals';
import type { ByteSource } from '../../src/ingest/csv-import.js';
import { LONGEST_ROW } from '../../src/ingest/csv-row.js';
import { problemText } from '../../src/ingest/rejects-file.js';
import { importInFull, memorySource } from './import-in-full.js';

const HEADER = 'role,notes,pay,currency,period\n';
const row = (i: number): string => `R${i},${'plain '.repeat(20)},${50_000 + i},EUR,year\n`;

describe('a row of over 1 MB', () => {
  const long = 'x'.repeat(3 * LONGEST_ROW);

  test.each([
    ['in one cell', `A,${long},50000,EUR,year\n`],
    ['in a quoted cell', `A,"${long}",50000,EUR,year\n`],
    ['in many cells', `A,${',y'.repeat(2 * LONGEST_ROW)}\n`],
  ])('%s is refused by itself, and shown in short', async (_, text) => {
    const { candidates, findings, rows } = await importInFull(memorySource(HEADER + row(1) + text + row(2)));
    expect([rows, candidates.map(({ line }) => line)]).toEqual([3, [2, 4]]);
    expect(findings.map(({ line, raw }) => [line, JSON.stringify(raw).length < 1500])).toEqual([[3, true]]);
    expect(findings[0]!.problems.map(problemText).join()).toContain('a row of over 1048576 bytes');
  });

  test('at the end of a file without a newline is one row, too', async () => {
    const { rows, findings } = await importInFull(memorySource(`${HEADER}${row(1)}A,${long}`));
    expect([rows, findings.length]).toEqual([2, 1]);
  });
});

test('a quote that never closes costs its own row, in a file of any length', async () => {
  const before = Array.from({ length: 50 }, (_, i) => row(i)).join('');
  const after = Array.from({ length: 12_000 }, (_, i) => row(i)).join('');
  const { rows, findings } = await importInFull(
    memorySource(`${HEADER}${before}A,"lost,50000,EUR,year\n${after}`),
  );
  expect(rows).toBe(12_051);
  expect(findings.map(({ line }) => line)).toEqual([52]);
});

test('line numbers hold behind cells with line breaks, blank lines and CRLF', async () => {
  const text = `${HEADER}A,"one\r\ntwo\r\n\r\nfive",50000,EUR,year\r\n\r\n\r\nB,,50000,EUR,year\r\nC,,x,EUR,year\r\n`;
  const { candidates, findings } = await importInFull(memorySource(text, 7));
  expect([...candidates, ...findings].map(({ line }) => line)).toEqual([2, 8, 9]);
});

test('what comes of a file depends neither on the pieces it is read in nor on a second reading', async () => {
  const text = `${HEADER}${row(1)}"A ""B""","x\ny",60000,EUR,year\nshort,1\n${row(2)}`;
  const whole = await importInFull(memorySource(text));
  for (const piece of [1, 2, 3, 5, 8, 13, 64]) {
    const inPieces = await importInFull(memorySource(text, piece));
    expect(inPieces.candidates).toEqual(whole.candidates);
    expect(inPieces.findings).toEqual(whole.findings);
    expect(inPieces.sha256).toBe(whole.sha256);
  }
});

test('rows are handed on in small parts, however long the file is', async () => {
  const piece = Buffer.from(Array.from({ length: 500 }, (_, i) => row(i)).join(''));
  const source: ByteSource = {
    name: 'endless.csv',
    open: async function* () {
      yield await Promise.resolve(Buffer.from(HEADER));
      for (let n = 0; n < 60; n++) yield piece;
    },
  };
  const { openCsvImport } = await import('../../src/ingest/csv-import.js');
  const { tools } = await import('./import-in-full.js');
  const opened = await openCsvImport(source, { map: {}, set: {}, duplicates: 'drop' }, tools());
  let most = 0;
  let rows = 0;
  for await (const chunk of opened.rows()) {
    most = Math.max(most, chunk.candidates.length + chunk.findings.length);
    rows = chunk.rows;
  }
  expect(rows).toBe(30_000);
  expect(most).toBeLessThan(1500);
});

test.each(['(', '1', ' a', '+1', '1.', '[', "'", ' '])(
  'a long cell of "%s" again and again is refused quickly, in any field',
  async (sign) => {
    const cell = `"${sign.repeat(45_000)}!"`;
    const fields = [
      'date',
      'level',
      'years',
      'location',
      'skills',
      'pay',
      'currency',
      'period',
      'hours',
      'title',
    ];
    const text = `${fields.join(',')}\n,,,,,50000,EUR,year,,\n${fields.map(() => cell).join(',')}\n`;
    const { rows, findings } = await importInFull(memorySource(text), {
      dateFormat: 'dmy',
    });
    expect([rows, findings.map(({ fate }) => fate)]).toEqual([2, ['rejected']]);
    expect(findings[0]!.problems[0]!.expected).toBe('at most 2000 signs');
  },
);
