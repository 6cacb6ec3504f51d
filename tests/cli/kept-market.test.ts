import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { run, throwAwayFolder } from './process.js';

const folder = throwAwayFolder();
const cache = join(folder, 'cache');
const store = `file:${join(folder, 'store.db')}`;
const levels = ['Junior', 'Middle', 'Senior'];

/** Offers enough that their market is worth keeping, about `pay` a year. */
function table(rows: number, pay: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const own = pay + 10_000 * (i % 3) + ((i * 7919) % 20_000);
    return `Data Engineer,${levels[i % 3]!},US,Employer ${i % 40},${own},USD,year,gross,2024-0${1 + (i % 9)}-01`;
  });
  return ['role,level,country,employer,pay,currency,period,tax,date', ...lines].join('\n');
}

async function command(words: readonly string[], folderOfCache = cache): Promise<string> {
  const { code, stdout, stderr } = await run(words, { env: { MARKET_WORTH_CACHE: folderOfCache } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  return stdout;
}

const ASKED = ['worth', '--role', 'Data Engineer', '--level', 'Senior', '--country', 'US', '--json'];
const worth = (where = store, folderOfCache = cache): Promise<string> =>
  command([...ASKED, '--store', where], folderOfCache);
const kept = (): string[] => readdirSync(cache).map((name) => join(cache, name));

async function importRows(rows: number, pay: number): Promise<void> {
  const file = join(folder, `${pay}.csv`);
  writeFileSync(file, table(rows, pay));
  await command(['import', file, '--store', store, '--each-row-a-person']);
}

let first: string;
beforeAll(async () => {
  await importRows(2_400, 100_000);
  first = await worth();
});

describe('the market of a store', () => {
  test('is kept after the first question, and answers the second with the same bytes', async () => {
    expect(kept()).toHaveLength(1);
    expect(await worth()).toBe(first);
    expect(kept()).toHaveLength(1);
  });

  test('that was kept is what the second question is answered from, so that nothing is kept anew', async () => {
    const file = kept()[0]!;
    const { ino, mtimeMs } = statSync(file);
    await worth();
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
  });

  test('is made anew where the kept one is damaged', async () => {
    const [file] = kept();
    const whole = readFileSync(file!);
    const damaged = Buffer.from(whole);
    damaged[damaged.length >> 1]! ^= 1;
    writeFileSync(file!, damaged);
    expect(await worth()).toBe(first);
    expect(readFileSync(file!).equals(whole)).toBe(true);
  });

  test('is made anew by each where it cannot be kept', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await worth(store, file)).toBe(first);
  });

  test('is another after an import, and the first again after its undo', async () => {
    await importRows(2_100, 300_000);
    const second = await worth();
    expect(second).not.toBe(first);
    expect(await worth()).toBe(second);
    expect(second).toBe(await worth(store, join(folder, 'another-cache')));
    await command(['imports', 'undo', '2', '--store', store]);
    const percentiles = (text: string): unknown => (JSON.parse(text) as { percentiles: unknown }).percentiles;
    expect(percentiles(await worth())).toEqual(percentiles(first));
  });

  test('is kept with the premiums of its skills, and compares them with the same bytes', async () => {
    const [where, own] = [`file:${join(folder, 'skills.db')}`, join(folder, 'skills-cache')];
    const file = join(folder, 'skills.csv');
    const [header, ...rows] = table(2_400, 100_000).split('\n');
    const skills = rows.map((row, i) => `${row},${i % 2 === 0 ? 'Kafka;Go' : 'Go'}`);
    writeFileSync(file, [`${header!},skills`, ...skills].join('\n'));
    await command(['import', file, '--store', where, '--each-row-a-person'], own);
    const asked = ['skills', '--role', 'Data Engineer', '--have', 'Go', '--json', '--store', where];
    const compared = await command(asked, own);
    expect(JSON.parse(compared)).toMatchObject({ premiums: { currency: 'USD' } });
    expect(await command(asked, own)).toBe(compared);
  });

  test('of a demonstration leaves no file', async () => {
    const empty = join(folder, 'demo-cache');
    await command(['demo'], empty);
    expect(readdirSync(folder)).not.toContain('demo-cache');
  });
});
