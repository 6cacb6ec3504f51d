import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { IngestOptions } from '../../src/ingest/csv-import.js';
import { dropDatabase, type MongoServer } from '../../tests/support/mongo-server.js';
import { copyThereAndBack, type CopiedBack } from './copy-there-and-back.js';
import { memorySource } from './ingest-tools.js';
import type { Outcome } from './on-mongo.js';

const OFFERS = '../shared/datasets/aijobs-net/salaries.csv';

/** How the columns of that file are to be understood. */
const ingest = {
  map: {
    role: ['job_title'],
    level: ['experience_level'],
    pay: ['salary'],
    currency: ['salary_currency'],
    country: ['company_location'],
    date: ['work_year'],
    employment: ['employment_type'],
  },
  set: { period: 'year', tax: 'gross' },
};

const EXAMPLE = 'fixtures/synthetic-interviews.csv';

async function copied(
  server: MongoServer,
  path: string,
  how: IngestOptions,
  profiles: number,
): Promise<CopiedBack> {
  const folder = mkdtempSync(join(tmpdir(), 'market-worth-copy-'));
  const url = server.url();
  try {
    const source = memorySource(readFileSync(path), 65_536, basename(path));
    return await copyThereAndBack(source, how, url, folder, profiles);
  } finally {
    await dropDatabase(url);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies the example, and the offers of ai-jobs.net where they are, from a file to MongoDB and back. */
export async function copyOffers(server: MongoServer, profiles: number): Promise<Outcome> {
  const done = [await copied(server, EXAMPLE, { map: {}, set: {} }, profiles)];
  if (existsSync(OFFERS)) done.push(await copied(server, OFFERS, ingest, profiles));
  const holds = done.every(
    ({ there, back, differ, answers }) =>
      there.checksum === back.checksum && answers === profiles && differ.every((count) => count === 0),
  );
  const lines = done.map(
    ({ back, differ, answers }) =>
      `${back.entries} offers copied from a file to MongoDB and back have one checksum (${back.checksum.slice(0, 12)}), and ${answers} profiles ${differ.join(' and ')} other answers`,
  );
  return { holds, line: lines.join('; ') };
}
