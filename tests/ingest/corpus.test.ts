import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MarketWorthError } from '../../src/core/errors.js';
import type { IngestOptions } from '../../src/ingest/csv-import.js';
import { problemText } from '../../src/ingest/rejects-file.js';
import { counted, fileSource, importInFull } from './import-in-full.js';

const corpus = join(__dirname, '../../fixtures/import');

interface GoodFile {
  readonly file: string;
  readonly rows: number;
  readonly first: Readonly<Record<string, unknown>>;
  readonly options?: Partial<IngestOptions>;
  /** Columns that must be among the file's. */
  readonly columns?: readonly string[];
  /** A file with the same columns, so that its rows are known again. */
  readonly sameSourceAs?: string;
}

interface BadFile {
  readonly file: string;
  readonly options?: Partial<IngestOptions>;
  /** The code that refuses the whole file, and words of its message. */
  readonly error?: string;
  readonly says?: string;
  /** Else what became of its rows, and by line what was found there. */
  readonly rows?: number;
  readonly accepted?: number;
  readonly quarantined?: number;
  readonly duplicate?: number;
  readonly problems?: Readonly<Record<string, string>>;
}

const listed = <File extends { readonly file: string }>(name: string): File[] =>
  JSON.parse(readFileSync(join(corpus, `${name}.json`), 'utf8')) as File[];
const good = listed<GoodFile>('ok');
const bad = listed<BadFile>('not-ok');

test('every file of the corpus is listed with what it must give', () => {
  expect(good.map(({ file }) => file).sort()).toEqual(readdirSync(join(corpus, 'ok')).sort());
  expect(bad.map(({ file }) => file).sort()).toEqual(readdirSync(join(corpus, 'not-ok')).sort());
});

describe('files that must be understood', () => {
  test.each(good)('$file', async ({ file, rows, first, options, columns, sameSourceAs }) => {
    const imported = await importInFull(fileSource(join(corpus, 'ok', file)), options);
    expect(imported.findings).toEqual([]);
    expect(imported.rows).toBe(rows);
    expect(imported.candidates[0]!.entry).toMatchObject(first);
    expect(imported.plan.columns).toEqual(expect.arrayContaining([...(columns ?? [])]));
    if (sameSourceAs !== undefined) {
      const other = await importInFull(fileSource(join(corpus, 'ok', sameSourceAs)));
      expect(imported.candidates.map(({ key }) => key)).toEqual(other.candidates.map(({ key }) => key));
    }
  });
});

describe('files with the fault of their name', () => {
  const refused = bad.filter(({ error }) => error !== undefined);
  test.each(refused)('$file is refused as $error', async ({ file, options, error, says }) => {
    const failure: unknown = await importInFull(fileSource(join(corpus, 'not-ok', file)), options).catch(
      (thrown: unknown) => thrown,
    );
    expect(failure).toBeInstanceOf(MarketWorthError);
    const { code, message } = failure as MarketWorthError;
    expect(code).toBe(error);
    expect(message).toContain(says ?? '');
  });

  const taken = bad.filter(({ error }) => error === undefined);
  test.each(taken)('$file loses its bad rows alone', async ({ file, options, ...expected }) => {
    const imported = await importInFull(fileSource(join(corpus, 'not-ok', file)), options);
    const { rows, accepted, quarantined = 0, duplicate = 0, problems = {} } = expected;
    expect({
      rows: imported.rows,
      accepted: imported.candidates.length,
      quarantined: counted(imported, 'quarantined'),
      duplicate: counted(imported, 'duplicate'),
    }).toEqual({ rows, accepted, quarantined, duplicate });
    const byLine = imported.findings.map((one) => [
      String(one.line),
      one.problems.map(problemText).join(' '),
    ]);
    expect(byLine.map(([line]) => line)).toEqual(Object.keys(problems));
    for (const [line, text] of byLine) expect(text).toContain(problems[line!]);
  });
});
