import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ByteSource, IngestTools } from '../../src/ingest/csv-import.js';
import { importInFull, memorySource, tools, type Imported } from './import-in-full.js';

const built = join(__dirname, '../../dist/ingest-thread.js');

/** The tools of the product, with the built thread; `size` makes a small file count as a large one. */
function withThread(): IngestTools {
  if (!existsSync(built)) throw new Error('dist is not built: run npm run build');
  return { ...tools(), openThread: (spec) => new Worker(built, { workerData: spec }) };
}

const large = (source: ByteSource): ByteSource => ({ ...source, size: 1e9 });

const TEXT = [
  'id,Company,Job title,Salary,Currency,Period,Work mode',
  ...Array.from(
    { length: 3000 },
    (_, i) => `${i},Firm ${i % 7},Senior SRE,${50_000 + i},EUR,year,${i % 2 ? 'remote' : 'on the moon'}`,
  ),
  '5,Firm,SRE,50000,EUR,year,remote',
  '0,Firm 0,Senior SRE,50000,EUR,year,on the moon',
  'x,Firm,SRE,a lot,EUR,year,',
  'y,Firm,SRE,60000,EUR',
  'z,"Fïrm\nand sons",SRE,5,EUR,year,',
].join('\n');

/** What an import gave, without how it was held. */
function outcome({ candidates, findings, rows, sha256, unread }: Imported): object {
  const entries = candidates.map(({ key, content, line, entry, raw }) => ({
    key,
    content,
    line,
    entry,
    raw,
  }));
  return { entries, findings, rows, sha256, unread };
}

test('a file read by a thread gives what it gives without one', async () => {
  const source = memorySource(TEXT, 5000);
  const here = await importInFull(source);
  const there = await importInFull(large(source), {}, withThread());
  expect(outcome(there)).toEqual(outcome(here));
  expect(here.findings.map(({ fate }) => fate)).toEqual([
    'rejected',
    'duplicate',
    'rejected',
    'rejected',
    'quarantined',
  ]);
  expect(here.unread).toMatchObject([{ field: 'work_mode', column: 'Work mode', cells: 1501, firstLine: 2 }]);
});

test('a thread ends with the import, also where the import is given up', async () => {
  const ended: Promise<number>[] = [];
  const watched: IngestTools = {
    ...withThread(),
    openThread: (spec) => {
      const thread = new Worker(built, { workerData: spec });
      ended.push(new Promise((resolve) => thread.once('exit', resolve)));
      return thread;
    },
  };
  const { openCsvImport } = await import('../../src/ingest/csv-import.js');
  const opened = await openCsvImport(large(memorySource(TEXT, 1000)), { map: {}, set: {} }, watched);
  for await (const { rows } of opened.rows()) if (rows > 0) break;
  expect(ended).toHaveLength(1);
  await ended[0];
});
