import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AppContext } from '../../src/app/context.js';
import { importOffers } from '../../src/app/import-offers.js';
import { ReleaseSchedule } from '../../src/http/release-schedule.js';
import { contextIn, exampleCsv } from './api.js';

const HOUR_MS = 3_600_000;

let folder: string;
let context: AppContext;
let now = Date.parse('2026-11-25T12:00:00Z');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-schedule-'));
  context = { ...(await contextIn(folder)), now: () => now };
});
afterEach(async () => {
  await context.store.close();
  rmSync(folder, { recursive: true });
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

async function importCsv(csv: string): Promise<void> {
  const source = { name: 'some.csv', open: () => bytesOf(csv) };
  const ingest = { map: {}, set: {} };
  await importOffers(source, { ingest, contributors: 'public', dryRun: false, strict: false }, context);
}

/** When the release that is kept was made, and whether it publishes anything. */
async function kept(): Promise<[made: string, empty: boolean]> {
  const { made, release } = (await context.store.release())!;
  return [made.slice(0, 16), release.pools.length === 0];
}

const header = 'role,pay,currency,period,tax\n';

describe('the schedule of releases', () => {
  test('makes the first at once, and looks again at new offers while nothing is published', async () => {
    const schedule = new ReleaseSchedule('team', context);
    await schedule.keepUp();
    expect(await kept()).toEqual(['2026-11-25T12:00', true]);
    now += HOUR_MS;
    await schedule.keepUp();
    await importCsv(`${header}SRE,70000,EUR,year,gross\n`);
    await schedule.keepUp();
    expect(await kept()).toEqual(['2026-11-25T13:00', true]);
    now += HOUR_MS;
    await schedule.keepUp();
    expect(await kept()).toEqual(['2026-11-25T13:00', true]);
    await importCsv(exampleCsv());
    await schedule.keepUp();
    expect(await kept()).toEqual(['2026-11-25T14:00', false]);
  });

  test('makes another once a day, or where the one there is protects too little', async () => {
    await importCsv(exampleCsv());
    const schedule = new ReleaseSchedule('team', context);
    await schedule.keepUp();
    const [first] = await kept();
    await importCsv(`${header}SRE,70000,EUR,year,gross\n`);
    now += 23 * HOUR_MS;
    await schedule.keepUp();
    expect((await kept())[0]).toBe(first);
    now += HOUR_MS;
    await schedule.keepUp();
    const [second] = await kept();
    expect(second).not.toBe(first);
    now += HOUR_MS;
    await new ReleaseSchedule('strict', context).keepUp();
    expect((await context.store.release())!.release.preset).toBe('strict');
    await schedule.keepUp();
    expect((await context.store.release())!.release.preset).toBe('strict');
  });
});
