import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropDatabase, type MongoServer } from '../../tests/support/mongo-server.js';
import { copyThereAndBack, type CopiedBack } from './copy-there-and-back.js';
import { memorySource } from './ingest-tools.js';

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

/** Copies the offers of ai-jobs.net from a file to MongoDB and back; or says why it cannot. */
export async function copyOffers(server: MongoServer, profiles: number): Promise<CopiedBack | string> {
  if (!existsSync(OFFERS)) return 'the offers of ai-jobs.net are not there';
  const folder = mkdtempSync(join(tmpdir(), 'market-worth-copy-'));
  const url = server.url();
  try {
    const source = memorySource(readFileSync(OFFERS), 65_536, 'salaries.csv');
    return await copyThereAndBack(source, ingest, url, folder, profiles);
  } finally {
    await dropDatabase(url);
    rmSync(folder, { recursive: true, force: true });
  }
}
